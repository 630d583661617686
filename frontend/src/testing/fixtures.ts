import type {
  Emotion,
  FaceReading,
  GenreList,
  HistorySummary,
  MoodList,
  Opinion,
  OwnMusic,
  PhotoReading,
  Playlist,
  PlaylistSummary,
  PlaylistTrack,
  Probabilities,
  SharedPlaylist,
  Status,
  Taste,
} from "@/api/generated/model";

const noOne: Probabilities = {
  angry: 0,
  disgust: 0,
  fear: 0,
  happy: 0,
  sad: 0,
  surprise: 0,
  neutral: 0,
};

const point = { x: 200, y: 120 };

/** A face whose remaining probability lies on neutral. */
export function face(
  emotion: Emotion,
  share: number,
  facts: Partial<FaceReading> = {},
): FaceReading {
  return {
    box: { x: 128, y: 64, width: 128, height: 128 },
    landmarks: {
      right_eye: point,
      left_eye: point,
      nose_tip: point,
      mouth_center: point,
      right_ear: point,
      left_ear: point,
    },
    score: 0.97,
    emotion,
    uncertain: false,
    question: null,
    probabilities: { ...noOne, neutral: 1 - share, [emotion]: share },
    valence: 0.8,
    arousal: 0.4,
    ...facts,
  };
}

export function reading(...faces: FaceReading[]): PhotoReading {
  const [largest] = faces;
  return {
    emotion: largest?.emotion ?? null,
    uncertain: largest?.uncertain ?? false,
    question: largest?.question ?? null,
    probabilities: largest?.probabilities ?? null,
    valence: largest?.valence ?? null,
    arousal: largest?.arousal ?? null,
    faces,
    image: { width: 512, height: 512 },
    model: { name: "slim", version: "1" },
  };
}

export function track(position: number, facts: Partial<PlaylistTrack> = {}): PlaylistTrack {
  return {
    position,
    track_id: `track${position}`,
    title: `Song ${position}`,
    artists: [`Artist ${position}`],
    album: null,
    genres: ["pop"],
    popularity: 70,
    duration_ms: 187_000,
    explicit: false,
    spotify_url: `https://open.spotify.com/track/track${position}`,
    audio_url: null,
    features: {
      tempo: 120,
      key: 0,
      mode: 1,
      loudness: -6,
      valence: 0.9,
      energy: 0.8,
      danceability: 0.7,
      acousticness: 0.1,
      instrumentalness: 0,
      speechiness: 0.05,
      liveness: 0.1,
    },
    score: 0.9,
    terms: [
      { feature: "valence", value: 0.9, low: 0.8, high: 1, weight: 0.5, contribution: 0.5 },
      { feature: "tempo", value: 120, low: 105, high: 140, weight: 0.5, contribution: 0.4 },
    ],
    mood: { valence: 0.9, energy: 0.8 },
    target: { valence: 0.9, energy: 0.78 },
    opinion: null,
    reasons: ["As bright as the mood."],
    ...facts,
  };
}

export function playlist(facts: Partial<Playlist> = {}): Playlist {
  return {
    id: "0b9f3c5e-0000-4000-8000-000000000001",
    name: "Happy: pop",
    seed: 7,
    engine: "humoresque-circumplex/1",
    relaxed: [],
    emotion: "happy",
    probabilities: { ...noOne, happy: 1 },
    mode: "match",
    profile: "circumplex",
    popularity: "medium",
    personalization: "medium",
    genres: ["pop"],
    path: Array.from({ length: 10 }, () => ({ valence: 0.9, energy: 0.78 })),
    destination: null,
    size: 10,
    explicit: true,
    novelty: null,
    source: "catalog",
    seeds: { artists: [], songs: [] },
    shared: false,
    share_url: null,
    saved: null,
    created_at: "2026-11-22T12:00:00Z",
    catalog: "starter",
    tracks: Array.from({ length: 10 }, (_, index) => track(index + 1)),
    ...facts,
  };
}

export const genreList: GenreList = {
  genres: [
    { name: "disco", tracks: 98, family: "dance" },
    { name: "jazz", tracks: 64, family: "jazz" },
    { name: "k-pop", tracks: 74, family: "asian-pop" },
    { name: "pop", tracks: 1076, family: "pop" },
  ],
  families: ["pop", "asian-pop", "dance", "jazz"],
  catalog: { name: "starter", size: 2000, description: "A small selection." },
};

export const status: Status = {
  version: "0.1.0",
  model: {
    name: "slim",
    version: "1",
    sha256: "00",
    licence: "MIT",
    parameters: 1_000_000,
    accuracy: 0.668,
    macro_f1: 0.64,
  },
  catalog: { name: "starter", size: 2000, description: "A small selection.", is_starter: true },
};

const places = {
  angry: [0.2, 0.85],
  disgust: [0.25, 0.55],
  fear: [0.25, 0.6],
  happy: [0.9, 0.78],
  sad: [0.22, 0.25],
  surprise: [0.68, 0.75],
  neutral: [0.55, 0.42],
} as const;

export const moodList: MoodList = {
  profile: "circumplex",
  moods: Object.entries(places).map(([emotion, [valence, energy]]) => ({
    emotion: emotion as Emotion,
    point: { valence, energy },
    mode: emotion === "fear" ? "shift" : "match",
    shift: { name: emotion === "sad" ? "lift" : "elsewhere", valence: 0.75, energy: 0.6 },
  })),
};

export const noOwnMusic: OwnMusic = { configured: false, allowed: false, songs: 0, genres: [] };

export function taste(facts: Partial<Taste> = {}): Taste {
  return {
    favourite_artists: [],
    history: null,
    spotify: { connected: false, artists: null, songs: null },
    opinions: [],
    ...facts,
  };
}

export const history: HistorySummary = {
  imported_at: "2026-11-22T12:00:00Z",
  plays: 1234,
  first: "2024-01-05T12:00:00Z",
  last: "2026-03-01T12:00:00Z",
  artists: 80,
  songs: 400,
  known_artists: 12,
  known_songs: 30,
  top_artists: ["Ella", "Louis"],
};

export function opinion(title: string, facts: Partial<Opinion> = {}): Opinion {
  return {
    track_id: title,
    opinion: "like",
    title,
    artists: ["Ella"],
    created_at: "2026-11-22T12:00:00Z",
    ...facts,
  };
}

export function summary(id: string, facts: Partial<PlaylistSummary> = {}): PlaylistSummary {
  return {
    id,
    name: `List ${id}`,
    created_at: "2026-11-22T12:00:00Z",
    emotion: "happy",
    mode: "match",
    genres: ["pop"],
    songs: 10,
    shared: false,
    ...facts,
  };
}

export const sharedList: SharedPlaylist = {
  name: "For a friend",
  songs: [1, 2].map((position) => ({
    position,
    title: `Song ${position}`,
    artists: [`Artist ${position}`],
    album: null,
    duration_ms: 187_000,
    explicit: false,
    spotify_url: position === 1 ? "https://open.spotify.com/track/track1" : null,
  })),
};
