import { useState } from "react";

import type { Playlist, PlaylistRequest } from "@/api/generated/model";
import { useNewPlaylist } from "@/api/useNewPlaylist";

/** The list on the page and the song in its player; a failed request leaves both as they are. */
export function usePlaylistSession() {
  const { mutate, error, isPending } = useNewPlaylist();
  const [playlist, setPlaylist] = useState<Playlist | null>(null);
  const [playing, setPlaying] = useState<number | null>(null);

  const recommend = (request: PlaylistRequest) => {
    mutate(request, {
      onSuccess: (next) => {
        setPlaylist(next);
        setPlaying(null);
      },
    });
  };

  return { playlist, playing, play: setPlaying, recommend, error, isPending };
}
