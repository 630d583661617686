import { useMutation } from "@tanstack/react-query";

import { createPlaylist } from "./generated/humoresque";
import type { PlaylistRequest } from "./generated/model";
import { useListKeeping } from "./usePlaylists";
import { useSpotify } from "./useSpotify";

/** Asks for a list of songs, or is asked back; without a seed every call makes another one. */
export function useNewPlaylist() {
  const { keep } = useListKeeping();
  const { data: spotify, refetch } = useSpotify();
  return useMutation({
    mutationFn: (wishes: PlaylistRequest) => createPlaylist(wishes),
    onSuccess: async (answer) => {
      if ("question" in answer) {
        return;
      }
      await keep(answer);
      if (spotify?.account != null) {
        // Spotify was asked for it, and may have said that the log-in has ended.
        void refetch();
      }
    },
  });
}
