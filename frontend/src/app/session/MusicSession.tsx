import { createContext, type ReactNode, useContext, useState } from "react";

import { firstWishes } from "@/features/preferences/wishes";
import { usePhotoSession } from "./usePhotoSession";
import { usePlaylistSession } from "./usePlaylistSession";

type MusicSession = ReturnType<typeof useNewSession>;

const Session = createContext<MusicSession | null>(null);

/**
 * Keeps the photo, the wishes and the list while other pages are looked at, so that nothing is lost
 * by a look at one's taste. It is gone with the tab.
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
  const photo = usePhotoSession();
  const playlists = usePlaylistSession();
  const [wishes, setWishes] = useState(firstWishes);
  return { photo, playlists, wishes, setWishes };
}
