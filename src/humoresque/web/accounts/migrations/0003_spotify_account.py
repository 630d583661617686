import uuid

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import F


def keep_cookies(apps: StateApps, _: BaseDatabaseSchemaEditor) -> None:
    """Cookies that are out there hold the visitor's number, which goes on opening what is theirs."""
    apps.get_model("accounts", "Visitor").objects.update(session_key=F("id"))


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_visitor_seen"),
    ]

    operations = [
        migrations.CreateModel(
            name="SpotifyAccount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("account_id", models.CharField(max_length=200, unique=True)),
                ("display_name", models.TextField(null=True)),
                ("image_url", models.TextField(null=True)),
                ("profile_url", models.TextField(null=True)),
                ("access_token", models.TextField()),
                ("refresh_token", models.TextField()),
                ("scopes", models.JSONField(default=list)),
                ("access_expires_at", models.DateTimeField()),
                ("refreshed_at", models.DateTimeField()),
                ("authorized_at", models.DateTimeField()),
                ("reconnect_since", models.DateTimeField(null=True)),
                ("lease", models.UUIDField(null=True)),
                ("lease_until", models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name="visitor",
            name="spotify",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="visitors",
                to="accounts.spotifyaccount",
            ),
        ),
        migrations.AddField(
            model_name="visitor",
            name="session_key",
            field=models.UUIDField(null=True, editable=False),
        ),
        migrations.RunPython(keep_cookies, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="visitor",
            name="session_key",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
    ]
