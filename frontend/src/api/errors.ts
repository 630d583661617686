import type { Purpose } from "./generated/model";

/** The server could not be reached, or did not answer in time. */
export class ServerGoneError extends Error {
  override readonly name = "ServerGoneError";
  constructor(options?: ErrorOptions) {
    super("The server does not answer.", options);
  }
}

export interface ProblemFacts {
  /** Last part of the problem's stable type, such as "unknown-genre". */
  slug: string;
  title: string;
  status: number;
  detail: string;
  /** What the listener would have to agree to at Spotify first. */
  consent: Purpose | null;
  /** Where the page has to be opened instead. */
  address: string | null;
  /** What Spotify's player gave as its reason. */
  reason: string | null;
  /** After how many seconds the same request makes sense again. */
  retryAfterS: number | null;
}

/** The server refused the request and said why (RFC 9457). */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly facts: ProblemFacts;
  constructor(facts: ProblemFacts) {
    super(facts.detail === "" ? facts.title : facts.detail);
    this.facts = facts;
  }
}
