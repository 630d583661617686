import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { delay, HttpResponse, http } from "msw";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import {
  authorizationPath,
  authorizationUrl,
  connectable,
  watchLeaving,
} from "@/testing/connecting";
import { taste } from "@/testing/fixtures";
import { renderAt } from "@/testing/render";
import { problem, server } from "@/testing/server";
import { listener } from "@/testing/spotifyFixtures";

let left: ReturnType<typeof watchLeaving>;
beforeEach(() => {
  left = watchLeaving();
});
afterEach(() => sessionStorage.clear());

describe("the account in the masthead", () => {
  test("nothing of it is there where Spotify is not set up", async () => {
    renderAt("/taste");
    expect(await screen.findByText(/Spotify is not set up on this server/)).toBeVisible();
    expect(screen.queryByRole("button", { name: /Spotify/ })).not.toBeInTheDocument();
  });

  test("it connects from any page, with one request for a double click", async () => {
    let asked = 0;
    connectable();
    server.use(
      http.get(authorizationPath, async () => {
        asked += 1;
        await delay(100);
        return HttpResponse.json({ url: authorizationUrl });
      }),
    );
    renderAt("/");
    const connect = await screen.findByRole("button", { name: "Connect Spotify" });
    fireEvent.click(connect);
    fireEvent.click(connect);
    await waitFor(() => expect(left).toHaveBeenCalledOnce());
    expect(asked).toBe(1);
  });

  test("a wrong address leads to the right one", async () => {
    const address = "http://127.0.0.1:8000/";
    connectable(null, { address });
    server.use(
      http.get(authorizationPath, () => problem("spotify-wrong-address", 409, "", { address })),
    );
    const { user } = renderAt("/");
    await user.click(await screen.findByRole("button", { name: "Connect Spotify" }));
    const alert = await screen.findByRole("alert");
    expect(within(alert).getByRole("link", { name: "Open it at 127.0.0.1:8000" })).toHaveAttribute(
      "href",
      address,
    );
    expect(alert.parentElement).toHaveFocus();
    expect(left).not.toHaveBeenCalled();
    expect(sessionStorage).toHaveLength(0);
  });

  test("logging out is told, with the way out of Spotify itself", async () => {
    const now = connectable(listener());
    server.use(
      http.delete("/api/logout", () => {
        now.account = null;
        return HttpResponse.json({ logged_out: true, logout_url: "http://accounts.test/logout" });
      }),
    );
    const { user } = renderAt("/");
    await user.click(await screen.findByRole("button", { name: "Your Spotify account: Ana" }));
    await user.click(await screen.findByRole("menuitem", { name: "Log out of Spotify" }));
    expect(await screen.findByText("You are logged out")).toBeVisible();
    expect(screen.getByRole("link", { name: /Log out there too/ })).toHaveAttribute(
      "href",
      "http://accounts.test/logout",
    );
    expect(screen.getByRole("button", { name: "Connect Spotify" })).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Close: You are logged out" }));
    expect(screen.queryByText("You are logged out")).not.toBeInTheDocument();
  });

  test("a failed log-out is told and can be tried again", async () => {
    connectable(listener());
    server.use(http.delete("/api/logout", () => HttpResponse.error()));
    const { user } = renderAt("/");
    await user.click(await screen.findByRole("button", { name: "Your Spotify account: Ana" }));
    await user.click(await screen.findByRole("menuitem", { name: "Log out of Spotify" }));
    expect(await screen.findByRole("button", { name: "Try again" })).toBeVisible();
    expect(screen.getByRole("button", { name: "Your Spotify account: Ana" })).toBeVisible();
  });
});

describe("what there is to say of the account", () => {
  test("that Spotify no longer accepts the log-in", async () => {
    connectable(listener({ needs_reconnect: true }));
    const { user } = renderAt("/");
    const note = await screen.findByRole("note");
    expect(note).toHaveTextContent("Spotify asks you to log in again");
    await user.click(within(note).getByRole("button", { name: "Log in at Spotify" }));
    await waitFor(() => expect(left).toHaveBeenCalled());
  });

  test("that the six months end soon, until it is put off", async () => {
    connectable(listener({ expires_soon: true }));
    const { user } = renderAt("/");
    expect(await screen.findByText(/ends on May 21, 2027/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Not now" }));
    expect(screen.queryByText(/ends on May 21, 2027/)).not.toBeInTheDocument();
  });

  test("that this Spotify is a simulated one, on every page", async () => {
    connectable(null, { simulated: true, embed_url: "http://127.0.0.1:8101/" });
    renderAt("/");
    const banner = await screen.findByRole("complementary", { name: "About this Spotify" });
    expect(banner).toHaveTextContent("Simulated Spotify.");
    expect(within(banner).getByRole("link")).toHaveAttribute("href", "http://127.0.0.1:8101");
  });

  test.each([
    ["login-expired", /had run out/],
    ["not-allow-listed", /invited listeners/],
    ["owner-not-premium", /Premium from whoever runs it/],
    ["client-rejected", /id or secret/],
    ["quota-exceeded", /come back tomorrow/],
    ["constructor", /Something went wrong on the way/],
  ])("why the way to Spotify ended in %s", async (outcome, words) => {
    connectable();
    renderAt(`/taste?spotify=${outcome}`);
    expect(await screen.findByRole("alert")).toHaveTextContent(words);
  });
});

test("the taste page says what is asked when, what was allowed, and what came of it", async () => {
  const heard = { connected: true, artists: 12, songs: 1 };
  server.use(http.get("/api/taste", () => HttpResponse.json(taste({ spotify: heard }))));
  connectable(listener({ granted: ["log-in", "play"] }));
  renderAt("/taste");
  const asked = await screen.findByRole("list", { name: "What Spotify is asked for" });
  const allowed = within(asked)
    .getAllByRole("listitem")
    .map((item) => item.textContent.match(/Allowed|Not asked yet/)?.[0]);
  expect(allowed).toEqual(["Allowed", "Not asked yet", "Allowed"]);
  expect(screen.getByTestId("spotify-account")).toHaveTextContent(
    "Connected as Ana. Spotify asks you to log in again by May 21, 2027. Of what you played most there, this catalog has 12 artists and 1 song.",
  );
});

test("who connected only to save can still let it guide the lists", async () => {
  connectable(listener({ granted: ["save"] }));
  const { user } = renderAt("/taste");
  await user.click(await screen.findByRole("button", { name: "Allow it at Spotify" }));
  await waitFor(() => expect(left).toHaveBeenCalledOnce());
});
