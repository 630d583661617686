"""What a list says of itself on Spotify, to be proposed when it is saved again."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds the description of a list on Spotify."""

    dependencies = (("listening", "0004_songs_without_features"),)

    operations = (
        migrations.AddField(
            "spotifyplaylist", "description", models.CharField(default="", max_length=300)
        ),
    )
