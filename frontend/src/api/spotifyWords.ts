/** What helps: the same request again, an account at Spotify, or nothing that a button could do. */
type Remedy = "retry" | "log-in" | "none";

interface SpotifyWords {
  advice: string;
  remedy: Remedy;
  /** The server's own sentence says more, and stands before this one. */
  withDetail?: true;
}

const operator = "Whoever runs this server finds the reason in its log; everything else goes on.";

/** One sentence for each way in which Spotify refuses, by the stable end of the problem's type. */
export const spotifyWords: Record<string, SpotifyWords> = {
  "spotify-off": {
    advice:
      "Whoever runs this server can set Spotify up; lists and the preview player work without.",
    remedy: "none",
  },
  "spotify-login-needed": {
    advice: "Connect your Spotify account, and this goes on from here.",
    remedy: "log-in",
  },
  "spotify-reconnect-needed": {
    advice: "Log in at Spotify once more; your lists and your taste are untouched.",
    remedy: "log-in",
  },
  "spotify-consent-needed": {
    advice: "Spotify asks you to allow it once; then this goes on from here.",
    remedy: "none",
  },
  "spotify-wrong-address": {
    advice: "Open the page there; lists made at this address stay with this address.",
    remedy: "none",
  },
  "spotify-authorization-failed": {
    advice: "Connect once more; if it fails again, whoever runs this server finds why in its log.",
    remedy: "log-in",
    withDetail: true,
  },
  "spotify-not-allow-listed": {
    advice:
      "Spotify lets only invited listeners use this server: ask whoever runs it to add your account.",
    remedy: "none",
  },
  "spotify-owner-not-premium": {
    advice:
      "Spotify asks for Premium from whoever runs this server; until then everything but Spotify works.",
    remedy: "none",
  },
  "spotify-premium-required": {
    advice:
      "Spotify lets only Premium accounts be played from here; the preview player needs none.",
    remedy: "none",
  },
  "spotify-no-active-device": {
    advice: "Open Spotify on a device and play anything for a second, or choose a device here.",
    remedy: "retry",
  },
  "spotify-device-not-found": {
    advice: "It may have been turned off: choose another device.",
    remedy: "none",
  },
  "spotify-command-restricted": {
    advice: "The device or what it plays does not allow that now; another song or device may.",
    remedy: "none",
    withDetail: true,
  },
  "spotify-rate-limited": {
    advice: "Spotify asks for a pause; nothing is lost.",
    remedy: "retry",
  },
  "spotify-quota-exceeded": {
    advice:
      "This server has used up what Spotify grants it; everything but Spotify goes on working.",
    remedy: "none",
  },
  "spotify-endpoint-withdrawn": {
    advice:
      "Spotify no longer offers this to the server's app; whoever runs it finds more in its log.",
    remedy: "none",
  },
  "spotify-refused": { advice: operator, remedy: "none", withDetail: true },
  "spotify-not-found": {
    advice: "It may have been deleted at Spotify since; saving the list again makes a new one.",
    remedy: "none",
  },
  "spotify-failing": {
    advice: "Spotify has trouble at present; try again in a moment, nothing is done twice.",
    remedy: "retry",
  },
  "spotify-unreachable": {
    advice: "Spotify did not answer in time; try again in a moment, nothing is done twice.",
    remedy: "retry",
  },
  "spotify-unreadable-answer": {
    advice: "Spotify answered in a way that is not understood; try again in a moment.",
    remedy: "retry",
  },
  "spotify-client-rejected": {
    advice:
      "Spotify does not accept this server's own log-in; whoever runs it has to set it right.",
    remedy: "none",
  },
  "spotify-save-in-progress": {
    advice:
      "You began to save it a moment ago, perhaps in another tab; wait a little, then try again.",
    remedy: "retry",
  },
  "spotify-words-refused": {
    advice:
      "Change the name or the description and save again; Spotify does not take every web address, for one.",
    remedy: "none",
  },
  "nothing-to-play": {
    advice: "None of its songs is on Spotify, so there is nothing that could be played there.",
    remedy: "none",
  },
  "nothing-to-save": {
    advice: "None of its songs is on Spotify, so there is nothing that could be saved there.",
    remedy: "none",
  },
};

const units = [
  { unit: "hour", seconds: 3600 },
  { unit: "minute", seconds: 60 },
  { unit: "second", seconds: 1 },
] as const;

/** When to come back: "in about 15 hours". Empty where nobody said. */
export function describeWait(seconds: number | null): string {
  if (seconds === null || seconds <= 0) {
    return "";
  }
  const { unit, seconds: size } = units.find((each) => seconds >= each.seconds) ?? units[2];
  const amount = Math.ceil(seconds / size);
  const about = unit === "second" ? "" : "about ";
  return `Try again in ${about}${amount} ${unit}${amount === 1 ? "" : "s"}.`;
}
