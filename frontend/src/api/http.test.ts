import { HttpResponse, http } from "msw";
import { describe, expect, test } from "vitest";

import { problem, server } from "@/testing/server";
import { ProblemError, ServerGoneError } from "./errors";
import { request } from "./http";

const address = "/api/anything";

describe("request", () => {
  test("returns the JSON of a good answer", async () => {
    server.use(http.get(address, () => HttpResponse.json({ fine: true })));
    await expect(request(address)).resolves.toEqual({ fine: true });
  });

  test("throws the problem with the stable end of its type", async () => {
    server.use(http.get(address, () => problem("unknown-genre", 422, "No polka here.")));
    const error = await request(address).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ProblemError);
    expect((error as ProblemError).facts).toEqual({
      slug: "unknown-genre",
      title: "Title of unknown-genre",
      status: 422,
      detail: "No polka here.",
      consent: null,
      address: null,
      reason: null,
      retryAfterS: null,
    });
  });

  test("calls a broken connection a server that is gone", async () => {
    server.use(http.get(address, () => HttpResponse.error()));
    await expect(request(address)).rejects.toBeInstanceOf(ServerGoneError);
  });

  test("calls a gateway's page a server that is gone", async () => {
    server.use(http.get(address, () => HttpResponse.html("<h1>Bad gateway</h1>", { status: 502 })));
    await expect(request(address)).rejects.toBeInstanceOf(ServerGoneError);
  });

  test("names an answer that is neither JSON nor a problem", async () => {
    server.use(http.get(address, () => HttpResponse.text("", { status: 418 })));
    await expect(request(address)).rejects.toThrow("The server could not do that");
  });

  test("asks for sentences in the page's language", async () => {
    document.documentElement.lang = "pl";
    let language: string | null = null;
    server.use(
      http.get(address, ({ request: sent }) => {
        language = sent.headers.get("Accept-Language");
        return HttpResponse.json({});
      }),
    );
    await request(address);
    document.documentElement.lang = "en";
    expect(language).toBe("pl");
  });

  test("an answer without content is no failure", async () => {
    server.use(http.delete(address, () => new HttpResponse(null, { status: 204 })));
    await expect(request(address, { method: "DELETE" })).resolves.toBeUndefined();
  });

  test("passes on that the caller gave up", async () => {
    server.use(http.get(address, () => HttpResponse.json({})));
    const error = await request(address, { signal: AbortSignal.abort() }).catch(
      (caught: unknown) => caught,
    );
    expect(error).not.toBeInstanceOf(ServerGoneError);
  });
});
