"""The exception roots that the command line turns into one clear line."""

from __future__ import annotations

from humoresque.catalog.errors import CatalogError
from humoresque.emotion.errors import EmotionError
from humoresque.history.errors import HistoryError
from humoresque.offline_evaluation.errors import OfflineEvaluationError
from humoresque.own_music.errors import OwnMusicError
from humoresque.recommender.errors import RecommenderError
from humoresque.training.errors import TrainingError

ROOM_ERRORS = (
    EmotionError,
    CatalogError,
    HistoryError,
    OfflineEvaluationError,
    OwnMusicError,
    RecommenderError,
    TrainingError,
)
