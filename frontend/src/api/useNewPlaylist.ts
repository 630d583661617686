import { useMutation } from "@tanstack/react-query";

import { createPlaylist } from "./generated/humoresque";
import type { PlaylistRequest } from "./generated/model";

/** Asks for a list of songs; without a seed every call makes another one. */
export function useNewPlaylist() {
  return useMutation({ mutationFn: (wishes: PlaylistRequest) => createPlaylist(wishes) });
}
