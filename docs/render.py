"""Draw a workbook, page by page, as a PDF and PNG files: `python docs/render.py WORKBOOK.xlsx
FOLDER`.

Needs LibreOffice (soffice) and poppler (pdftoppm).
"""

import subprocess
import sys
import tempfile
from pathlib import Path


def render(workbook: Path, folder: Path, dots: int = 90) -> list[Path]:
    """The pages' pictures, in order; the PDF stands beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        command = [
            "soffice",
            f"-env:UserInstallation={Path(profile).absolute().as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
        ]
        subprocess.run([*command, "--outdir", folder, workbook], check=True, capture_output=True)
    pdf = folder / f"{workbook.stem}.pdf"
    subprocess.run(["pdftoppm", "-r", str(dots), "-png", pdf, folder / workbook.stem], check=True)
    return sorted(folder.glob(f"{workbook.stem}-*.png"))


if __name__ == "__main__":
    render(Path(sys.argv[1]), Path(sys.argv[2]))
