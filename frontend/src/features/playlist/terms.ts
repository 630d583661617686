import type { Term } from "@/api/generated/model";

const labels: Record<string, string> = {
  valence: "Brightness",
  energy: "Energy",
  tempo: "Tempo",
  mode: "Major or minor",
  key: "Key",
  loudness: "Loudness",
  danceability: "Danceability",
  acousticness: "Acoustic sound",
  instrumentalness: "Instrumental",
  speechiness: "Spoken words",
  liveness: "Live sound",
  popularity: "Popularity",
  taste: "Your taste",
  opinions: "Your opinions",
  novelty: "Novelty",
};

export function termLabel(feature: string): string {
  return labels[feature] ?? feature.charAt(0).toUpperCase() + feature.slice(1).replace("_", " ");
}

/** A share of the score in hundredths, one digit where it is small. */
export function points(share: number): string {
  const value = share * 100;
  return Math.abs(value) < 9.95 ? (Math.round(value * 10) / 10).toString() : value.toFixed(0);
}

const pitches = ["C", "C♯", "D", "D♯", "E", "F", "F♯", "G", "G♯", "A", "A♯", "B"];

/** "82, asked for 75 to 100" */
export function describeTerm({ feature, value, low, high }: Term): string {
  const say = scale(feature, Math.max(Math.abs(low), Math.abs(high), Math.abs(value)));
  const asked = say(low) === say(high) ? say(low) : `${say(low)} to ${say(high)}`;
  return `${say(value)}, asked for ${asked}`;
}

function scale(feature: string, largest: number): (value: number) => string {
  switch (feature) {
    case "tempo":
      return (value) => `${Math.round(value)} bpm`;
    case "key":
      return (value) => pitches[Math.round(value) % pitches.length] ?? String(value);
    case "mode":
      return modeWord;
    default:
      // Shares are told in hundredths; dB and popularity as they are.
      return (value) => String(Math.round(largest <= 1 ? value * 100 : value));
  }
}

/** 1 is major, 0 minor; between the two lies a leaning. */
function modeWord(value: number): string {
  if (value >= 0.9) {
    return "major";
  }
  if (value <= 0.1) {
    return "minor";
  }
  if (value === 0.5) {
    return "either";
  }
  return value > 0.5 ? "rather major" : "rather minor";
}
