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
