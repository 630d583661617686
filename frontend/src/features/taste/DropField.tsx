import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { type ChangeEvent, type DragEvent, useId, useRef, useState } from "react";

import { Icon } from "@/components/ui/Icon";

interface DropFieldProps {
  isBusy: boolean;
  onFiles: (files: File[]) => void;
}

/** A place to drop files on, and a button for everyone else. */
export function DropField({ isBusy, onFiles }: DropFieldProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...(event.target.files ?? [])];
    // The same files can be chosen again after a failure.
    event.target.value = "";
    if (files.length > 0) {
      onFiles(files);
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    if (!isBusy) {
      onFiles([...event.dataTransfer.files]);
    }
  };
  return (
    <Box
      data-testid="history-drop"
      onDragLeave={() => setIsOver(false)}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDrop={drop}
      sx={{ ...field, ...(isOver && { borderColor: "primary.main", bgcolor: "background.paper" }) }}
    >
      <Typography sx={{ color: "text.secondary" }}>
        Drop the files here, as many as there are, or
      </Typography>
      <Button
        data-files
        disabled={isBusy}
        onClick={() => input.current?.click()}
        startIcon={<Icon name="upload" />}
        variant="contained"
      >
        Choose files
      </Button>
      <Box
        accept=".json,.jsonl,.csv,.tsv,.txt,.zip,application/json,text/csv,application/zip"
        aria-label="Files of your listening history"
        component="input"
        id={id}
        multiple
        onChange={choose}
        ref={input}
        sx={{ display: "none" }}
        type="file"
      />
    </Box>
  );
}

const field = {
  display: "flex",
  flexWrap: "wrap",
  alignItems: "center",
  justifyContent: "center",
  gap: 2,
  p: 3,
  border: "2px dashed",
  borderColor: "divider",
} as const;
