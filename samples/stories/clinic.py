"""A clinic whose people work in shifts, and the same clinic under a budget."""

from collections.abc import Sequence
from random import Random

from samples.stories.sheets import SETTINGS, Sheets

WARDS = (
    "Emergency",
    "Surgery",
    "Maternity",
    "Cardiology",
    "Oncology",
    "Paediatrics",
    "Neurology",
    "Geriatrics",
    "Dialysis",
)


OFFICES = ("Administration", "Finance", "Human Resources", "IT")


def clinic() -> Sheets:
    """Some 750 people in shifts over 400 shared and own devices, five products."""
    random = Random(2026)
    users: list[tuple[object, ...]] = [("User", "Type", "Department", "Site")]
    devices: list[tuple[object, ...]] = [("Device", "Department", "Site")]
    access: list[tuple[object, ...]] = [("User", "Device", "Server", "Sessions", "Basis")]

    def device(name: str, department: str, site: str) -> str:
        devices.append((name, department, site))
        return name

    def use(user: str, device_name: str, servers: Sequence[str], basis: str = "Observed") -> None:
        access.extend(
            (user, device_name, server, random.randint(1, 180), basis) for server in servers
        )

    shared: dict[str, list[str]] = {}
    for number, ward in enumerate(WARDS):
        site = "North" if number % 2 else "South"
        pcs = [device(f"{ward} PC {i}", ward, site) for i in range(1, random.randint(5, 8))]
        thin = [device(f"{ward} terminal {i}", ward, site) for i in range(1, random.randint(6, 11))]
        shared[ward] = pcs
        for i in range(random.randint(44, 62)):
            nurse = f"{ward} nurse {i + 1}"
            users.append((nurse, "Employee", ward, site))
            for pc in random.sample(pcs, random.randint(2, len(pcs))):
                use(nurse, pc, ("FILE", "MAIL") if random.random() < 0.4 else ("FILE",), "Rostered")
            for terminal in random.sample(thin, random.randint(2, 5)):
                use(nurse, terminal, ("CLINICAL",), "Rostered")
        for i in range(random.randint(6, 10)):
            doctor = f"{ward} doctor {i + 1}"
            users.append((doctor, "Employee", ward, site))
            laptop, phone = (
                device(f"{doctor} laptop", ward, site),
                device(f"{doctor} phone", ward, site),
            )
            use(doctor, laptop, ("FILE", "MAIL", "CLINICAL"))
            use(doctor, phone, ("MAIL",))
            for terminal in random.sample(thin, 3):
                use(doctor, terminal, ("CLINICAL",))
            for other in random.sample(WARDS[: number + 1], min(3, number + 1)):
                for pc in random.sample(shared[other], 2):
                    use(doctor, pc, ("FILE",))
    lab = [device(f"Laboratory PC {i}", "Laboratory", "South") for i in range(1, 13)]
    for i in range(64):
        name = f"Laboratory technician {i + 1}"
        users.append((name, "Employee", "Laboratory", "South"))
        for pc in random.sample(lab, 6):
            use(name, pc, ("LABDB",), "Rostered")
    for department in OFFICES:
        for i in range(random.randint(18, 30)):
            clerk = f"{department} clerk {i + 1}"
            users.append((clerk, "Employee", department, "North"))
            desk = device(f"{clerk} desktop", department, "North")
            use(clerk, desk, ("FILE", "MAIL"))
            if random.random() < 0.4:
                use(clerk, device(f"{clerk} notebook", department, "North"), ("FILE", "MAIL"))
    return {
        "Settings": (*SETTINGS, ("Budget", 60000)),
        "Users": users,
        "Devices": devices,
        "Servers": (
            ("Server", "Product"),
            ("FILE", "Windows Server 2022"),
            ("MAIL", "Windows Server 2022; Exchange Server 2019"),
            ("CLINICAL", "Remote Desktop Services 2022"),
            ("LABDB", "Windows Server 2022; SQL Server 2022"),
        ),
        "Access": access,
        "Licenses": (
            ("License", "Metric", "Covers", "Version", "Price", "Activation"),
            ("Windows Server User CAL", "User", "Windows Server", 2022, 50, ""),
            ("Windows Server Device CAL", "Device", "Windows Server", 2022, 39, ""),
            ("Exchange Standard User CAL", "User", "Exchange Standard", 2019, 97, ""),
            ("Exchange Standard Device CAL", "Device", "Exchange Standard", 2019, 76, ""),
            ("Remote Desktop User CAL", "User", "Remote Desktop", 2022, 174, "Yes"),
            ("Remote Desktop Device CAL", "Device", "Remote Desktop", 2022, 136, "Yes"),
            ("SQL Server User CAL", "User", "SQL Server", 2022, 230, ""),
            ("SQL Server Device CAL", "Device", "SQL Server", 2022, 230, ""),
        ),
    }


def budget() -> Sheets:
    """The clinic under a tighter budget, and five futures of it."""
    sheets = dict(clinic())
    licenses = list(sheets["Licenses"])
    licenses += [
        ("Windows Server 2025 User CAL", "User", "Windows Server", 2025, 55, ""),
        ("Windows Server 2025 Device CAL", "Device", "Windows Server", 2025, 43, ""),
    ]
    futures = (
        ("Scenario", "Change", "Target", "Value"),
        ("Prices up 10 %", "Price factor", "*", 1.1),
        ("Windows Server user CAL at 38", "Price", "Windows Server User CAL", 38),
        ("File server upgraded", "Product", "FILE", "Windows Server 2025"),
        ("Rare accesses blocked", "Minimum sessions", "", 12),
        ("No device CALs for mail", "Without license", "Exchange Standard Device CAL", ""),
    )
    return {
        **sheets,
        "Settings": (*SETTINGS, ("Budget", 50000)),
        "Licenses": licenses,
        "Scenarios": futures,
    }
