import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import { useEffect, useState } from "react";

import type {
  Playlist,
  Purpose,
  SavePlaylistRequest,
  SpotifyListener,
} from "@/api/generated/model";
import { useSaving } from "@/api/useSpotify";
import { Announcer } from "@/components/ui/Announcer";
import { ErrorNotice } from "@/components/ui/ErrorNotice";
import { expressionAdjective } from "@/components/ui/expression";
import { Icon } from "@/components/ui/Icon";
import { SaveDialog, type SaveWishes } from "./SaveDialog";
import { SavedNote } from "./SavedNote";

interface SaveControlProps {
  list: Playlist;
  account: SpotifyListener | null;
  /** Whether the page is being left for Spotify. */
  isLeaving: boolean;
  /** A save that the way to Spotify interrupted, which goes on now. */
  resumed: SaveWishes | null;
  onTakeUp: () => void;
  onConnect: (purpose: Purpose, wishes: SaveWishes) => void;
}

/** The list into the listener's Spotify account, what came of it, and again after a failure. */
export function SaveControl({ list, account, resumed, ...props }: SaveControlProps) {
  const { save, error, failed, forget, isPending } = useSaving(list.id);
  const [isOpen, setOpen] = useState(false);
  const [said, setSaid] = useState("");
  const [entered, setEntered] = useState<SaveWishes | null>(null);
  const wishes = entered ?? (failed === null ? wishesFor(list) : wishesOf(failed));
  const isAllowed =
    account !== null && !account.needs_reconnect && account.granted.includes("save");

  const close = () => {
    if (failed !== null) {
      setEntered(wishes);
      forget();
    }
    setOpen(false);
  };
  const connect = (purpose: Purpose) => {
    close();
    props.onConnect(purpose, wishes);
  };
  const begin = (wanted: SaveWishes) => {
    setSaid("");
    save(
      { name: wanted.name.trim(), description: wanted.description, public: wanted.public },
      {
        onSuccess: () => {
          setOpen(false);
          setEntered(null);
          setSaid("The list is on Spotify now.");
        },
        onError: () => setOpen(true),
      },
    );
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: taking it up ends the occasion
  useEffect(() => {
    if (resumed !== null) {
      props.onTakeUp();
      setEntered(resumed);
      begin(resumed);
    }
  }, [resumed]);

  return (
    <>
      <Button
        loading={isPending}
        onClick={() => setOpen(true)}
        startIcon={<Icon name="keep" />}
        variant="outlined"
      >
        {list.saved === null ? "Save to Spotify" : "Save again"}
      </Button>
      <Announcer text={said} />
      {/* What failed after its page was left. */}
      {!isOpen && error !== null && (
        <Box sx={{ order: 1, flexBasis: "100%" }}>
          <ErrorNotice
            error={error}
            onClose={close}
            onConnect={connect}
            onRetry={() => setOpen(true)}
          />
        </Box>
      )}
      {list.saved !== null && <SavedNote saved={list.saved} />}
      <SaveDialog
        error={error}
        isAllowed={isAllowed}
        isOpen={isOpen}
        isPending={isPending || props.isLeaving}
        onChange={setEntered}
        onClose={close}
        onConnect={connect}
        onSubmit={() => {
          if (isAllowed) {
            begin(wishes);
          } else {
            connect("save");
          }
        }}
        wishes={wishes}
      />
    </>
  );
}

function wishesFor({ name, saved, emotion, tracks }: Playlist): SaveWishes {
  return {
    name: saved?.name ?? name,
    description:
      saved?.description ??
      `${tracks.length} songs for someone ${expressionAdjective(emotion)}, chosen by Humoresque.`,
    public: saved?.public ?? false,
  };
}

function wishesOf({ name, description, public: isPublic }: SavePlaylistRequest): SaveWishes {
  return { name, description: description ?? "", public: isPublic ?? false };
}
