"""Songs that Spotify chose, of which no features are known."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Lets features, score and mood be absent."""

    dependencies = (("listening", "0003_lists_on_spotify"),)

    operations = (
        migrations.AlterField("song", "features", models.JSONField(null=True)),
        migrations.AlterField("song", "score", models.FloatField(null=True)),
        migrations.AlterField("song", "mood", models.JSONField(default=dict, null=True)),
    )
