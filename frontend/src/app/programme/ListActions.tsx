import Button from "@mui/material/Button";

import type { Playlist } from "@/api/generated/model";
import { useRegeneration } from "@/api/usePlaylists";
import { ErrorNotice } from "@/components/ui/ErrorNotice";
import { Icon } from "@/components/ui/Icon";
import { ExportMenu } from "@/features/lists/ExportMenu";
import { SaveToSpotify } from "./SaveToSpotify";

interface ListActionsProps {
  list: Playlist;
  isPending: boolean;
  /** Other songs by the same wishes. */
  onAnother: () => void;
  /** The same songs, as a list of its own, were made. */
  onAgain: (id: string) => void;
}

/** Another list, the same again, and the list as a file. */
export function ListActions({ list, isPending, onAnother, onAgain }: ListActionsProps) {
  const again = useRegeneration();
  const regenerate = () => again.mutate(list.id, { onSuccess: (next) => onAgain(next.id) });
  return (
    <>
      <Button
        loading={isPending}
        onClick={onAnother}
        startIcon={<Icon name="shuffle" />}
        variant="outlined"
      >
        Another list
      </Button>
      <Button
        loading={again.isPending}
        onClick={regenerate}
        startIcon={<Icon name="again" />}
        title="Makes the list once more with its own seed: the same songs while the catalog is the same"
        variant="outlined"
      >
        Same again
      </Button>
      <ExportMenu id={list.id} />
      <SaveToSpotify list={list} />
      {again.error !== null && <ErrorNotice error={again.error} onRetry={regenerate} />}
    </>
  );
}
