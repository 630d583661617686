import { useMutation } from "@tanstack/react-query";

import { createPlaylist } from "./generated/humoresque";
import type { PlaylistRequest } from "./generated/model";
import { useListKeeping } from "./usePlaylists";

/** Asks for a list of songs, or is asked back; without a seed every call makes another one. */
export function useNewPlaylist() {
  const { keep } = useListKeeping();
  return useMutation({
    mutationFn: (wishes: PlaylistRequest) => createPlaylist(wishes),
    onSuccess: (answer) => ("question" in answer ? undefined : keep(answer)),
  });
}
