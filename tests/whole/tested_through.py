"""Modules without a test file of their own, each under the tests that go through it, and why."""

TESTED_THROUGH: dict[tuple[str, str], tuple[str, ...]] = {
    (
        "tests/whole/test_docs.py",
        "names, words and values that the program and its pages are made of",
    ): (
        "domain.answers", "domain.declarations", "domain.options",
        "domain.plan_status",
        "domain.planned", "domain.schema",
    ),
    (
        "tests/domain/test_changed.py",
        "every kind of change has its effect",
    ): ("domain.kinds_of_change",),
    (
        "tests/reading/test_headers.py",
        "names and keywords in all their words are read from sheets",
    ): ("domain.active_headings", "domain.sheet_names", "domain.synonyms"),
    (
        "tests/reading/test_asked_of_rights.py",
        "headings of days and amounts are told by their words",
    ): ("domain.rights_words",),
    (
        "tests/whole/test_over_time.py",
        "a program of every member and day says the same",
    ): (
        "dated_planning", "explaining.plan_over_time",
    ),
    (
        "tests/whole/test_exact.py",
        "a program that knows every member says the same",
    ): ("solving.decomposition.decided", "planning"),
    (
        "tests/solving/solvers/test_exact.py",
        "every solver is asked the same question",
    ): ("domain.solvers",),
    (
        "tests/explaining/test_groups.py",
        "the reasons of a small plan, in full",
    ): ("explaining.plan_of",),
    (
        "tests/test_api.py",
        "what a notebook is given",
    ): ("result",),
    (
        "tests/test_cli.py",
        "verbs, and what they print",
    ): ("__main__", "arguments", "page_verb", "procurement_verbs"),
    (
        "tests/whatif/negotiation/test_negotiate.py",
        "each question is asked and its answer worked out again by whole solves",
    ): (
        "whatif.negotiation.negotiate_over_time",
        "whatif.negotiation.renewal_over_time", "whatif.negotiation.second_host",
    ),
    (
        "tests/importing/sources/test_logs.py",
        "a log of each kind, its accesses worked out by hand",
    ): (
        "importing.accesses.accesses", "importing.accesses.basis",
        "importing.accesses.imported",
        "importing.accesses.servers",
        "importing.opening.user_access_logging",
    ),
    (
        "tests/importing/sources/test_registers.py",
        "a register of each kind, what it says worked out by hand",
    ): ("importing.accesses.identities", "importing.accesses.registers"),
    (
        "tests/importing/test_import_exports.py",
        "a folder is imported, decided upon and imported again",
    ): (
        "import_verb", "importing.choices", "importing.options",
        "importing.questions", "importing.read",
        "importing.result.sheets",
    ),
    (
        "tests/web/test_app.py",
        "pages are asked for and answered",
    ): (
        "web.begun", "web.quoted",
        "web.views.negotiate",
    ),
}  # fmt: skip
