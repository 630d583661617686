import { ProblemError, type ProblemFacts, ServerGoneError } from "./errors";

const answerWithinMs = 45_000;
const gatewayFailures = new Set([502, 503, 504]);

/** Sends one request and returns its JSON; throws `ServerGoneError` or `ProblemError`. */
export async function request<T>(url: string, options: RequestInit = {}): Promise<T> {
  const timeout = AbortSignal.timeout(answerWithinMs);
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
  let response: Response;
  try {
    response = await fetch(url, { ...options, signal });
  } catch (cause) {
    if (options.signal?.aborted) {
      throw cause;
    }
    throw new ServerGoneError({ cause });
  }
  const body: unknown = await response.json().catch(() => null);
  if (response.ok && body !== null) {
    return body as T;
  }
  if (body === null && gatewayFailures.has(response.status)) {
    throw new ServerGoneError();
  }
  throw new ProblemError(readProblem(body, response));
}

function readProblem(body: unknown, response: Response): ProblemFacts {
  const fields: Record<string, unknown> = isRecord(body) ? body : {};
  const type = text(fields["type"]);
  return {
    slug: type.slice(type.search(/[^/:#]*$/)),
    title: text(fields["title"]) || "The server could not do that",
    status: response.status,
    detail: text(fields["detail"]),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
