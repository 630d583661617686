"""``humoresque predict PHOTO``: the expression of every face of a photo."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from humoresque.emotion.analysis import EmotionAnalysis

_BAR = 30


def predict(
    photos: Annotated[list[Path], typer.Argument(help="One or more photos.")],
    *,
    model: Annotated[Path | None, typer.Option(help="Another model folder.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a photo.")] = False,
) -> None:
    """Read the expression on every face of a photo; nothing leaves this machine."""
    from rich.progress import track  # noqa: PLC0415

    from humoresque.emotion.analyzer import EmotionAnalyzer  # noqa: PLC0415
    from humoresque.emotion.errors import PhotoError  # noqa: PLC0415

    analyzer = EmotionAnalyzer.load(model)
    failed = False
    quiet = as_json or len(photos) == 1
    for photo in track(photos, "Reading photos", disable=quiet, transient=True):
        try:
            analysis = analyzer.analyze(photo.read_bytes())
        except OSError as error:
            typer.echo(f"{photo}: cannot be read ({error.strerror})", err=True)
            failed = True
        except PhotoError as error:
            typer.echo(f"{photo}: {error}", err=True)
            failed = True
        else:
            typer.echo(_as_json(photo, analysis) if as_json else _as_text(photo, analysis))
    if failed:
        raise typer.Exit(2)


def _as_json(photo: Path, analysis: EmotionAnalysis) -> str:
    faces: list[dict[str, Any]] = [
        {
            "box": {
                "x": round(face.face.box.x, 1),
                "y": round(face.face.box.y, 1),
                "width": round(face.face.box.width, 1),
                "height": round(face.face.box.height, 1),
            },
            "score": round(face.face.score, 4),
            "emotion": face.scores.top.value,
            "uncertain": face.uncertain,
            "probabilities": {e.value: round(p, 4) for e, p in face.scores.probabilities.items()},
            "valence": round(face.scores.affect.valence, 4),
            "arousal": round(face.scores.affect.arousal, 4),
        }
        for face in analysis.faces
    ]
    return json.dumps({"photo": str(photo), "faces": faces})


def _as_text(photo: Path, analysis: EmotionAnalysis) -> str:
    if not analysis.faces:
        return f"{photo}: no face found. Try a brighter, closer photo with the face turned forward."
    lines = []
    for number, face in enumerate(analysis.faces, start=1):
        box = face.face.box
        doubt = " (uncertain)" if face.uncertain else ""
        lines.append(
            f"{photo}: face {number} of {len(analysis.faces)}, {box.width:.0f} x {box.height:.0f} "
            f"pixels: {face.scores.top}{doubt}"
        )
        lines += [
            f"  {emotion:<9}{probability:6.1%}  {'#' * round(_BAR * probability)}"
            for emotion, probability in face.scores.ranked
        ]
    return "\n".join(lines)
