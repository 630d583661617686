import type { Playlist } from "@/api/generated/model";
import { useMusicSession } from "@/app/session/MusicSession";
import { SaveControl } from "@/features/saving/SaveControl";

/** Saving the list at Spotify, where Spotify is set up. */
export function SaveToSpotify({ list }: { list: Playlist }) {
  const { spotify } = useMusicSession();
  if (spotify.state?.configured !== true) {
    return null;
  }
  const { resumed } = spotify;
  return (
    <SaveControl
      account={spotify.account}
      isLeaving={spotify.isLeaving}
      // What was entered belongs to one list.
      key={list.id}
      list={list}
      onConnect={(purpose, wishes) =>
        spotify.connect(purpose, { kind: "save", playlistId: list.id, ...wishes })
      }
      onTakeUp={spotify.takeUp}
      resumed={resumed?.kind === "save" && resumed.playlistId === list.id ? resumed : null}
    />
  );
}
