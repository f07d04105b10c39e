"""Headings that ask who or what is still there, and those that ask the opposite, in the languages
of synonyms.py and Portuguese."""

ACTIVE = (
    "enabled, account enabled, is active, is enabled, in use, employee status, employment "
    "status, account status, user status, device status, asset status, status, state, lifecycle "
    "status, lifecycle state, life cycle, life cycle stage, life cycle status, hr status, work "
    "status, operational status, install status, installation status, sign in status, sign in "
    "allowed, sign in enabled, log in enabled, login status, employed, employment, currently "
    "employed, current employee, still employed, still here, still active, still in use, works "
    "here, active flag, record status, substate, user account control, uac, "
    "Beschäftigungsstatus, aktiv, aktiviert, ist aktiv, in "
    "Benutzung, Kontostatus, Mitarbeiterstatus, Zustand, Anstellungsstatus, Gerätestatus, "
    "Betriebsstatus, beschäftigt, angestellt, actif, activé, compte actif, en service, statut, "
    "état, situation, en activité, statut du compte, activo, habilitado, en uso, estado, estado "
    "de la cuenta, situación, attivo, abilitato, in uso, stato, actief, ingeschakeld, in "
    "gebruik, toestand, ativo, ativado, situação, estado da conta, empregado"
)

INVERSE = (
    "disabled, account disabled, is disabled, user disabled, inactive, is inactive, left, has "
    "left, left company, left the company, employee left, leaver, terminated, is terminated, "
    "retired, archived, deleted, is deleted, removed, deactivated, deprovisioned, offboarded, "
    "decommissioned, disposed, obsolete, blocked, is blocked, block credential, block sign in, "
    "sign in blocked, deaktiviert, inaktiv, gesperrt, Anmeldung gesperrt, ausgeschieden, "
    "ausgetreten, gelöscht, ausgemustert, entsorgt, désactivé, inactif, parti, sorti, supprimé, "
    "archivé, réformé, deshabilitado, desactivado, inactivo, baja, eliminado, disabilitato, "
    "disattivato, inattivo, cessato, eliminato, dismesso, uitgeschakeld, inactief, uit dienst "
    "getreden, vertrokken, verwijderd, afgevoerd, desativado, inativo, desligado, "
    "excluído, demitido, gone, ex-employee, former employee, stolen, lost or stolen, scrapped, "
    "written off, out of service, out of use, no longer employed, no longer in use, Konto "
    "deaktiviert, Konto gesperrt, gestohlen, verschrottet, außer Betrieb, hors service, volé, mis "
    "au rebut, fuera de servicio, robado, fuori servizio, rubato, rottamato, buiten gebruik, "
    "gestolen, afgeschreven"
)
"""Headings of Active's opposite: Yes leaves the row out."""
