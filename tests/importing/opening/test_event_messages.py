"""Messages of events: labels in two languages, whatever their articles and spaces."""

import pytest

from optimizer.importing.opening.event_messages import values_of

LOGON = (
    "An account was successfully logged on.\r\n\r\nSubject:\r\n\tSecurity ID:\t\tS-1-5-18\r\n"
    "\tAccount Name:\t\tFS1$\r\n\r\nLogon Type:\t\t\t3\r\n\r\nNew Logon:\r\n"
    "\tSecurity ID:\t\tS-1-5-21-1-2-3-1001\r\n\tAccount Name:\t\tann\r\n"
    "\tAccount Domain:\t\tCORP\r\n\r\nNetwork Information:\r\n\tWorkstation Name:\t\r\n"
    "\tSource Network Address:\t10.0.0.5\r\n"
)
OUVERTURE = (
    "Objet :\n\tID de sécurité :\t\tS-1-5-18\n\tNom du compte :\t\tFS1$\n\n"
    "Type d\u2019ouverture de session\u00a0:\t\t\t3\n\nNouvelle ouverture de session :\n"
    "\tID de sécurité :\t\tS-1-5-21-1-2-3-1001\n\tNom du compte :\t\tann\n"
    "\tDomaine du compte :\t\tCORP\n\nInformations sur le réseau :\n"
    "\tNom de la station de travail :\t\n\tAdresse du réseau source :\t10.0.0.5\n"
)


@pytest.mark.parametrize("message", [LOGON, OUVERTURE])
def test_the_account_that_logged_on_not_the_one_that_asked(message: str) -> None:
    found = values_of("4624", message)
    assert found is not None
    assert {name: found[name] for name in found if name.startswith(("Target", "Ip", "Logon"))} == {
        "TargetUserName": "ann",
        "TargetDomainName": "CORP",
        "TargetUserSid": "S-1-5-21-1-2-3-1001",
        "LogonType": "3",
        "IpAddress": "10.0.0.5",
    }
    assert found["WorkstationName"] == ""


@pytest.mark.parametrize("label", ["Domaine du compte", "Domaine de comptes", "Domaine compte"])
def test_articles_tell_nothing(label: str) -> None:
    found = values_of("4624", OUVERTURE.replace("Domaine du compte", label))
    assert found is not None
    assert found["TargetDomainName"] == "CORP"


@pytest.mark.parametrize("line", ["Account Name", "Source Network Address", "Logon Type"])
def test_what_lacks_a_needed_label_is_not_read(line: str) -> None:
    assert values_of("4624", LOGON.replace(line, "Etikett")) is None


def test_a_connection() -> None:
    message = (
        "Remote Desktop Services: User authentication succeeded:\n\nUser: ann\nDomain: \n"
        "Source Network Address: 10.0.0.5"
    )
    found = values_of("1149", message)
    assert found is not None
    assert [found[name] for name in ("Param1", "Param2", "Param3")] == ["ann", "", "10.0.0.5"]


PRINTED = (
    "Document 12, Print Document owned by ann on \\\\PC1 was printed on Room 7 on floor 2 through "
    "port 10.0.0.9.  Size in bytes: 63456. Pages printed: 3. No user action is required."
)


@pytest.mark.parametrize(
    "document", ["Print Document", "Owned by me, owned by bob on \\\\PC9", "a\nb", ""]
)
def test_a_print_job_whatever_was_printed(document: str) -> None:
    found = values_of("307", PRINTED.replace("Print Document", document))
    assert found is not None
    assert dict(found) == {
        "Param1": "12",
        "Param3": "ann",
        "Param4": "\\\\PC1",
        "Param5": "Room 7 on floor 2",
        "Param8": "3",
    }


def test_a_print_job_in_another_language_is_not_read() -> None:
    assert values_of("307", "Das Dokument 12 im Besitz von ann wurde gedruckt.") is None


@pytest.mark.parametrize("label", ["Utilisateur", "Nom d\u2019utilisateur"])
@pytest.mark.parametrize("event", ["21", "24", "25"])
def test_a_session_in_french(event: str, label: str) -> None:
    message = (
        "Services Bureau à distance : Ouverture de session réussie :\n\n"
        f"{label} : CORP\\ann\nID de session : 3\nAdresse du réseau source : 10.0.0.5"
    )
    found = values_of(event, message)
    assert found is not None
    assert [found[name] for name in ("User", "SessionID", "Address")] == [
        "CORP\\ann", "3", "10.0.0.5",
    ]  # fmt: skip
