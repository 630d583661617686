import type {
  Emotion,
  FaceReading,
  GenreList,
  PhotoReading,
  Playlist,
  PlaylistTrack,
  Probabilities,
  Status,
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
    notices: [],
    emotion: "happy",
    probabilities: { ...noOne, happy: 1 },
    mode: "match",
    profile: "circumplex",
    popularity: "Medium",
    personalization: "Medium",
    genres: ["pop"],
    created_at: "2026-11-22T12:00:00Z",
    catalog: "starter",
    tracks: Array.from({ length: 10 }, (_, index) => track(index + 1)),
    ...facts,
  };
}

export const genreList: GenreList = {
  genres: [
    { name: "disco", tracks: 98 },
    { name: "jazz", tracks: 64 },
    { name: "k-pop", tracks: 74 },
    { name: "pop", tracks: 1076 },
  ],
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
