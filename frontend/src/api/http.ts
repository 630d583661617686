import { ProblemError, type ProblemFacts, ServerGoneError } from "./errors";
import { Purpose } from "./generated/model";

const answerWithinMs = 45_000;
const gatewayFailures = new Set([502, 503, 504]);
const noContent = 204;

interface RequestOptions extends RequestInit {
  /** How long the answer may take. */
  withinMs?: number;
}

/**
 * Sends one request and returns its JSON; throws `ServerGoneError` or `ProblemError`. Sentences
 * are asked for in the page's own language.
 */
export async function request<T>(url: string, options: RequestOptions = {}): Promise<T> {
  const { withinMs = answerWithinMs, ...init } = options;
  const timeout = AbortSignal.timeout(withinMs);
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
  const headers = new Headers(options.headers);
  headers.set("Accept-Language", document.documentElement.lang || "en");
  let response: Response;
  try {
    response = await fetch(url, { ...init, headers, signal });
  } catch (cause) {
    if (options.signal?.aborted) {
      throw cause;
    }
    throw new ServerGoneError({ cause });
  }
  if (response.status === noContent) {
    return undefined as T;
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
    consent: Object.values(Purpose).find((purpose) => purpose === fields["consent"]) ?? null,
    address: text(fields["address"]) || null,
    reason: text(fields["reason"]) || null,
    retryAfterS: seconds(response.headers.get("Retry-After")),
  };
}

/** The header's number of seconds; a date, or what is no number, says nothing. */
function seconds(header: string | null): number | null {
  return header !== null && /^\d{1,7}$/.test(header.trim()) ? Number(header) : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
