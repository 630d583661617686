export interface OutcomeWords {
  title: string;
  /** What follows, and what helps. */
  text: string;
  /** On the button that tries again; null where the same way leads to the same end. */
  again: string | null;
}

const unknown: OutcomeWords = {
  title: "Spotify was not connected",
  text: "Something went wrong on the way; whoever runs this server finds the reason in its log.",
  again: "Try again",
};

/** How the way to Spotify can end, but for the good end. */
const outcomes: Record<string, OutcomeWords> = {
  "access-denied": {
    title: "You said no at Spotify",
    text: "So nothing was changed, neither here nor there.",
    again: "Ask Spotify again",
  },
  "login-expired": {
    title: "The log-in had run out",
    text: "It holds for ten minutes and serves once; nothing was changed here.",
    again: "Log in once more",
  },
  "authorization-failed": {
    title: "Spotify did not complete the log-in",
    text: "Trying once more usually helps; if not, whoever runs this server finds why in its log.",
    again: "Log in once more",
  },
  unreachable: {
    title: "Spotify did not answer",
    text: "The log-in could not be completed; everything else goes on working.",
    again: "Try again",
  },
  failing: {
    title: "Spotify has trouble at present",
    text: "The log-in could not be completed; everything else goes on working.",
    again: "Try again",
  },
  "not-allow-listed": {
    title: "Spotify does not let this account in here",
    text: "Only invited listeners can use this server with Spotify: ask whoever runs it to add your account.",
    again: null,
  },
  "owner-not-premium": {
    title: "Spotify is closed to this server at present",
    text: "Spotify asks for Premium from whoever runs it; until then everything but Spotify works.",
    again: null,
  },
  "client-rejected": {
    title: "Spotify does not know this server",
    text: "Its own id or secret is wrong: whoever runs it has to set that right.",
    again: null,
  },
  "quota-exceeded": {
    title: "This server has used up what Spotify grants it",
    text: "Everything but Spotify goes on working; come back tomorrow.",
    again: null,
  },
  "rate-limited": {
    title: "Spotify asks for a pause",
    text: "Wait half a minute, then try again; nothing is lost.",
    again: "Try again",
  },
};

export function describeOutcome(outcome: string): OutcomeWords {
  return Object.hasOwn(outcomes, outcome) ? (outcomes[outcome] ?? unknown) : unknown;
}
