import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import LinearProgress from "@mui/material/LinearProgress";
import Typography from "@mui/material/Typography";
import { useRef, useState } from "react";

import type { HistorySummary } from "@/api/generated/model";
import { useHistoryDeletion, useHistoryImport } from "@/api/useTaste";
import { Announcer } from "@/components/ui/Announcer";
import { Confirmation } from "@/components/ui/Confirmation";
import { ErrorNotice } from "@/components/ui/ErrorNotice";
import { Icon } from "@/components/ui/Icon";
import { Notice } from "@/components/ui/Notice";
import { DropField } from "./DropField";
import { HistoryFound, HistoryKept } from "./HistoryFacts";
import { mostBytes, mostFiles, refuse } from "./historyFiles";

/** Files of a listening history in, a report of what was found, and the way to delete it. */
export function HistoryImport({ history }: { history: HistorySummary | null }) {
  const { mutate, data, error, isPending, variables, reset } = useHistoryImport();
  const deletion = useHistoryDeletion();
  const [refused, setRefused] = useState("");
  const [isAsking, setIsAsking] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const remove = () =>
    deletion.mutate(undefined, {
      // The button that was pressed goes with the history.
      onSuccess: () => root.current?.querySelector<HTMLElement>("[data-files]")?.focus(),
    });
  const read = (files: File[]) => {
    const reason = refuse(files);
    setRefused(reason);
    if (reason === "") {
      mutate(files);
    }
  };
  return (
    <Box ref={root} sx={{ display: "grid", gap: 2.5, maxWidth: 720 }}>
      <Typography>
        What Spotify sends when you ask for your data, exports from Last.fm and ListenBrainz, and
        tables of plays are understood: the zip just as it came, or JSON, CSV and TSV files. Files
        are read in memory; only the artists and songs that this catalog has are kept.
      </Typography>
      <DropField isBusy={isPending} onFiles={read} />
      <Announcer text={announcement(data !== undefined, deletion.isSuccess && history === null)} />
      {isPending && variables !== undefined && <Progress files={variables} />}
      {refused !== "" && (
        <Notice kind="problem" title={refused}>
          <p>
            At most {mostFiles} files and {mostBytes / 1_000_000} MB at once.
          </p>
        </Notice>
      )}
      {error !== null && (
        <ErrorNotice error={error} onRetry={() => variables !== undefined && mutate(variables)} />
      )}
      {data !== undefined && <HistoryFound report={data} />}
      {history !== null && <HistoryKept history={history} />}
      {deletion.error !== null && <ErrorNotice error={deletion.error} onRetry={remove} />}
      {history !== null && (
        <Box>
          <Button
            color="error"
            loading={deletion.isPending}
            onClick={() => setIsAsking(true)}
            startIcon={<Icon name="bin" />}
            variant="outlined"
          >
            Delete the history
          </Button>
        </Box>
      )}
      <Confirmation
        action="Delete the history"
        isOpen={isAsking}
        onCancel={() => setIsAsking(false)}
        onConfirm={() => {
          setIsAsking(false);
          reset();
          remove();
        }}
        title="Delete the imported history?"
      >
        Your favourite artists and opinions stay. To have the history again, you import it again.
      </Confirmation>
    </Box>
  );
}

function announcement(isRead: boolean, isDeleted: boolean): string {
  if (isDeleted) {
    return "The history was deleted.";
  }
  return isRead ? "The history was read." : "";
}

function Progress({ files }: { files: readonly File[] }) {
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return (
    <Box role="status">
      <Typography id="history-progress" variant="body2">
        Reading {files.length === 1 ? "one file" : `${files.length} files`} (
        {(bytes / 1_000_000).toFixed(1)} MB) and looking the songs up in the catalog…
      </Typography>
      <LinearProgress aria-labelledby="history-progress" sx={{ mt: 1 }} />
    </Box>
  );
}
