import { expect, test } from "vitest";

import { problemFacts } from "@/testing/server";
import { ProblemError, ServerGoneError } from "./errors";
import { describeProblem } from "./problemWords";

const facts = problemFacts({
  title: "The photo is too large",
  status: 413,
  detail: "It has 16 MB.",
});

test("a server that is gone asks to check it, and may come back", () => {
  const words = describeProblem(new ServerGoneError());
  expect(words.title).toBe("The server does not answer");
  expect(words.advice).toContain("Nothing you entered is lost");
  expect(words.mayPass).toBe(true);
});

test("a problem keeps the server's words and adds what helps", () => {
  const words = describeProblem(new ProblemError({ ...facts, slug: "photo-too-large" }));
  expect(words).toEqual({
    title: "The photo is too large",
    detail: "It has 16 MB.",
    advice: "Choose one of at most 15 MB, or a smaller copy of it.",
    mayPass: false,
    consent: null,
    address: null,
  });
});

test("a detail that repeats the title is left out", () => {
  const error = new ProblemError({ ...facts, detail: facts.title });
  expect(describeProblem(error).detail).toBe("");
});

test.each([429, 500, 503])("the same request may pass later after a %i", (status) => {
  expect(describeProblem(new ProblemError({ ...facts, status })).mayPass).toBe(true);
});

test("anything else is the page's own fault", () => {
  expect(describeProblem(new Error("oops")).title).toBe("Something went wrong in this page");
});
