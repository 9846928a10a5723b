import sys

from cdk8s import App, Chart, Size
from cdk8s_stateful import StatefulDatabase, StorageClaim, StorageTier


def main() -> None:
    app = App()
    chart = Chart(app, "shop", namespace="shop")
    StatefulDatabase(
        chart, "Orders",
        name="orders", image="postgres:17.11-trixie", run_as_user=999, port=5432,
        storage=StorageClaim(size=Size.gibibytes(100), tier=StorageTier.from_name("fast"), mount_path="/var/lib/postgresql/data"),
        env={"POSTGRES_PASSWORD": "hunter2"},
    )
    try:
        app.synth()
    except RuntimeError as error:
        sys.exit(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    main()
