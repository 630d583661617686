import { createContext, type ReactNode, useContext, useEffect, useState } from "react";

import type { Expressed } from "@/features/emotion/reading";
import { firstWishes } from "@/features/preferences/wishes";
import { type AtHand, dropStash, readStash } from "./stash";
import { usePhotoSession } from "./usePhotoSession";
import { usePlaylistSession } from "./usePlaylistSession";
import { useReturn } from "./useReturn";
import { useSpotifySession } from "./useSpotifySession";

type MusicSession = ReturnType<typeof useNewSession>;

const Session = createContext<MusicSession | null>(null);

/**
 * Keeps the photo, the wishes and the list while other pages are looked at, so that nothing is lost
 * by a look at one's taste, nor on the way to Spotify and back. It is gone with the tab.
 */
export function MusicSessionProvider({ children }: { children: ReactNode }) {
  const session = useNewSession();
  return <Session value={session}>{children}</Session>;
}

export function useMusicSession(): MusicSession {
  const session = useContext(Session);
  if (session === null) {
    throw new Error("useMusicSession needs a MusicSessionProvider above it");
  }
  return session;
}

function useNewSession() {
  const [stash] = useState(readStash);
  // What was kept for the way to Spotify serves once.
  useEffect(dropStash, []);
  const returned = useReturn(stash);
  const photo = usePhotoSession(stash?.atHand.expression ?? null);
  const playlists = usePlaylistSession(
    stash?.atHand.listId ?? null,
    // What kept one from coming back to the list is told above it.
    returned?.outcome === "connected",
  );
  const [wishes, setWishes] = useState(stash?.atHand.wishes ?? firstWishes);
  const spotify = useSpotifySession(returned, (): AtHand => {
    const { chosen, isBlend } = photo;
    return {
      expression: { face: withoutPlace(photo.face), chosen, isBlend },
      wishes,
      listId: playlists.id,
    };
  });
  return { photo, playlists, wishes, setWishes, spotify };
}

/** The face's expression alone: where it lies in the photo goes with the photo. */
function withoutPlace(face: Expressed | null): Expressed | null {
  if (face === null) {
    return null;
  }
  const { emotion, uncertain, question, probabilities, valence, arousal } = face;
  return { emotion, uncertain, question, probabilities, valence, arousal };
}
