import { ProblemError, type ProblemFacts, ServerGoneError } from "./errors";
import type { Purpose } from "./generated/model";
import { describeWait, spotifyWords } from "./spotifyWords";

export interface ProblemWords {
  title: string;
  /** What happened, as the server says it. */
  detail: string;
  /** What the person can do. */
  advice: string;
  /** Whether the very same request may succeed later. */
  mayPass: boolean;
  /** What to agree to at Spotify, after which the request passes. */
  consent: Purpose | null;
  /** Where the page has to be opened instead. */
  address: string | null;
}

const nothingElse = { consent: null, address: null };
const tooManyRequests = 429;
const serverError = 500;
const anotherPhoto = "Choose another photo, or take a new one.";
const otherWishes = "Change your wishes a little, then ask again; nothing is lost.";
const knownExports =
  "Spotify's data as it comes (zip or JSON), exports of Last.fm and ListenBrainz, and tables of plays (CSV, TSV) are understood.";
const tryLater = "Try again in a moment; what you entered is kept.";

/** What helps, by the stable end of the problem's type. */
const advices: Record<string, string> = {
  "photo-too-large": "Choose one of at most 15 MB, or a smaller copy of it.",
  "too-many-pixels": "Choose a smaller copy of it, of at most 50 megapixels.",
  "body-too-large": "Choose a photo of at most 15 MB.",
  "not-an-image": anotherPhoto,
  "unsupported-format": "JPEG, PNG, WebP, BMP, GIF and HEIC can be read.",
  "truncated-image": "The file seems to be cut off. Open it elsewhere to check, or choose another.",
  "missing-photo": anotherPhoto,
  "unknown-genre": "Choose other genres; the list comes from the catalog in use.",
  "genre-count": "Choose one, two or three genres.",
  "no-songs-left":
    "Allow explicit songs, take back a dislike, or choose other genres; nothing you entered is lost.",
  "size-out-of-range": otherWishes,
  "popularity-out-of-range": otherWishes,
  "point-out-of-range": otherWishes,
  "novelty-out-of-range": otherWishes,
  "invalid-request": "Check what you entered; it is all still here.",
  "unknown-playlist":
    "It may have been deleted, or it belongs to another browser: lists are kept for the one they were made in.",
  "unknown-link": "Whoever shared it may have taken the link back. Ask for a new one.",
  "unknown-track": "The catalog has changed since this list was made.",
  "missing-history": "Choose the files once more.",
  "unrecognized-history": "Choose the files of your export, or its zip as it came.",
  "broken-history": "Export or download it again; it may have been cut off on its way.",
  "empty-history": knownExports,
  "history-too-large": "Choose fewer or smaller files, at most 30 and 100 MB in all.",
  "too-many-opinions": "Take back some on the page of your taste.",
  "own-music-off": "Whoever runs this server can set a music folder up.",
  "own-music-unavailable": "Whoever runs this server finds the reason in its log.",
  "targets-unavailable": "Whoever runs this server finds the reason in its log.",
  "not-this-machine": "Open this page on the machine that Humoresque runs on.",
  "cross-site-request": "Open Humoresque in a current browser, in a tab of its own, and try there.",
  "too-many-requests": "Wait a minute, then try again; what you entered is kept.",
  "model-unavailable":
    "Whoever runs this server finds the reason in its log. Meanwhile you can choose an expression by hand.",
  "catalog-unavailable": "Whoever runs this server finds the reason in its log.",
};

/** Any failure of a call in words for a person. */
export function describeProblem(error: unknown): ProblemWords {
  if (error instanceof ServerGoneError) {
    return {
      title: "The server does not answer",
      detail: "",
      advice:
        "Check that Humoresque is still running (and the network, if it runs elsewhere), then try again. Nothing you entered is lost.",
      mayPass: true,
      ...nothingElse,
    };
  }
  if (error instanceof ProblemError) {
    return describeFacts(error.facts);
  }
  return {
    title: "Something went wrong in this page",
    detail: "",
    advice: tryLater,
    mayPass: true,
    ...nothingElse,
  };
}

function describeFacts(facts: ProblemFacts): ProblemWords {
  const { slug, title, detail, status, consent, address, retryAfterS } = facts;
  const spotify = spotifyWords[slug];
  const advice = spotify?.advice ?? advices[slug] ?? tryLater;
  const isTold = detail === title || (spotify !== undefined && spotify.withDetail !== true);
  return {
    title,
    detail: isTold ? "" : detail,
    advice: [advice, describeWait(retryAfterS)].filter((part) => part !== "").join(" "),
    mayPass:
      spotify === undefined
        ? status === tooManyRequests || status >= serverError
        : spotify.remedy === "retry",
    consent: spotify?.remedy === "log-in" ? "log-in" : consent,
    address,
  };
}
