import Link from "@mui/material/Link";
import { Link as RouterLink } from "react-router";

import type { SpotifyListener } from "@/api/generated/model";
import { useTaste } from "@/api/useTaste";
import { useMusicSession } from "@/app/session/MusicSession";

const count = new Intl.NumberFormat("en");
const names = new Intl.ListFormat("en");

/** What personalization has to go by at present, and the way to add to it. */
export function TasteNote() {
  const { data } = useTaste();
  const { spotify } = useMusicSession();
  if (data === undefined) {
    return null;
  }
  const { favourite_artists, history } = data;
  const parts = [
    favourite_artists.length === 0 ? "" : plural(favourite_artists.length, "favourite artist"),
    history === null ? "" : `a history of ${plural(history.known_songs, "known song")}`,
    goesBySpotify(spotify.account) ? "what you play most on Spotify" : "",
  ].filter((part) => part !== "");
  return (
    <>
      {parts.length === 0
        ? "Nothing is known of your taste yet, so this makes no difference."
        : `It goes by ${names.format(parts)}.`}{" "}
      <Link component={RouterLink} to="/taste">
        {parts.length === 0 ? "Add favourite artists or a history" : "See your taste"}
      </Link>
    </>
  );
}

function goesBySpotify(account: SpotifyListener | null): boolean {
  return account !== null && !account.needs_reconnect && account.granted.includes("log-in");
}

function plural(number: number, word: string): string {
  return `${count.format(number)} ${word}${number === 1 ? "" : "s"}`;
}
