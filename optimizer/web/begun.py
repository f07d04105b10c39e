"""Work of a window: what is started, and what follows from it once it is done."""

import threading
from dataclasses import replace
from pathlib import Path

from optimizer.domain.choices import Choice
from optimizer.web.dropped import Road
from optimizer.web.imported import STEM, Asked
from optimizer.web.jobs import Job
from optimizer.web.texts import texts
from optimizer.web.windows import Window, Windows
from optimizer.web.work import Found


def begin(
    windows: Windows,
    window: Window,
    source: Path,
    *,
    choices: tuple[Choice, ...] | None = None,
    mended: bool = False,
) -> None:
    """Read a workbook in this window, and solve it where nothing is wrong with it. Quotes that came
    with it are compared then. `choices` say what is read as what; those made for an earlier state
    of the same file, by its name or since it is said to be `mended`, still hold."""
    with window.lock:
        same = window.source is not None and (mended or window.source.name == source.name)
        before = window.checkup if same else None
        if choices is None:
            choices = window.choices if same else ()
        window.forget()
        window.source, window.choices = source, choices
        window.before = before.problems if before else ()
        job = Job("check", texts()["working"].checking)
        solving = Job("answer", texts()["working"].solving)
        window.jobs["check"] = job

    def found(answer: Found) -> None:
        window.checkup, window.excerpts, window.reading = (
            answer.checkup,
            answer.excerpts,
            answer.reading,
        )

    def checked(done: Job) -> None:
        if window.jobs.get("check") is done:
            found(done.answer)
            if not done.answer.checkup.problems:
                window.jobs["answer"] = solving

    def solved(done: Job) -> None:
        if window.jobs.get("answer") is not done:
            return
        if isinstance(done.answer, Found):
            del window.jobs["answer"]
            found(done.answer)
            return
        from optimizer.web.answered import Answered

        window.answered = Answered.of(done.answer)
        window.result = done.answer
        threading.Thread(target=window.answered.prepare, daemon=True).start()
        if window.checkup is not None:
            window.checkup = replace(window.checkup, notes=done.answer.plan.warnings)
        if window.quotes:
            take_quotes(windows, window, window.quotes)

    job.follows, job.next, solving.follows = checked, solving, solved
    windows.workers.run(job, "open", source, None, choices)


def take_quotes(windows: Windows, window: Window, files: tuple[Path, ...]) -> None:
    """Compare filled quote requests with the window's plan."""
    job = Job("quotes", texts()["working"].comparing)
    window.jobs["quotes"], window.quoted = job, None

    def taken(done: Job) -> None:
        if window.jobs.get("quotes") is done:
            window.quoted = done.answer

    job.follows = taken
    windows.workers.run(job, "quotes", window.result, files, window.out("quotes"))


def compare_two(windows: Windows, window: Window, road: Road) -> None:
    """Compare two workbooks, or two results."""
    old, new = road.files
    job = Job("compare", texts()["working"].comparing)
    window.jobs["compare"], window.compared = job, None
    target = window.out("compare") / f"{new.stem}-compared.xlsx"
    window.files["compared"] = target

    def compared(done: Job) -> None:
        if window.jobs.get("compare") is done:
            window.compared, window.pair = done.answer, road

    window.pair = road
    job.follows = compared
    windows.workers.run(job, "compare", old, new, road.inputs, target)


def import_exports(windows: Windows, window: Window, road: Road) -> None:
    """Import exports, asking what they do not say."""
    window.exports, window.asked = road, Asked()
    import_again(windows, window, Asked())


def import_again(windows: Windows, window: Window, asked: Asked, *, then: bool = False) -> None:
    """Import the window's exports by what has been answered; `then` read what came of them."""
    assert window.exports is not None
    road = window.exports
    job = Job("import", texts()["working"].importing)
    window.jobs["import"], window.imported, window.asked = job, None, asked

    def imported(done: Job) -> None:
        if window.jobs.get("import") is done:
            window.imported = done.answer
            if then:
                begin(windows, window, done.answer.files[0])

    job.follows = imported
    drop = road.files[0].relative_to(window.folder / "in").parts[0]
    windows.workers.run(
        job,
        "import",
        window.drop_folder(drop),
        road.files,
        road.decisions,
        window.out("import") / STEM,
        asked,
    )


def go_on(windows: Windows, window: Window, *, illustrative: bool) -> None:
    """Read the imported workbook, after one more import where it gets illustrative prices."""
    assert window.imported is not None
    assert window.asked is not None
    if illustrative and not window.asked.illustrative:
        import_again(windows, window, replace(window.asked, illustrative=True), then=True)
    else:
        begin(windows, window, window.imported.files[0])
