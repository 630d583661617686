import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { type DragEvent, useCallback, useEffect, useRef, useState } from "react";

import { Icon } from "@/components/ui/Icon";
import { Notice } from "@/components/ui/Notice";
import type { Photo } from "./photo";
import { readFile, UnusableFileError } from "./readFile";

interface UploadViewProps {
  onPhoto: (photo: Photo) => void;
}

/** Choose a file, drop it here, or paste it from the clipboard. */
export function UploadView({ onPhoto }: UploadViewProps) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);

  const accept = useCallback(
    async (file: File | undefined) => {
      if (file === undefined) {
        return;
      }
      setRefusal(null);
      try {
        onPhoto(await readFile(file));
      } catch (error) {
        setRefusal(
          error instanceof UnusableFileError ? error.message : `"${file.name}" cannot be read.`,
        );
      }
    },
    [onPhoto],
  );

  useEffect(() => {
    const paste = (event: ClipboardEvent) => void accept(event.clipboardData?.files[0]);
    document.addEventListener("paste", paste);
    return () => document.removeEventListener("paste", paste);
  }, [accept]);

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void accept(event.dataTransfer.files[0]);
  };

  return (
    <Box sx={{ display: "grid", gap: 2 }}>
      <Box
        data-testid="drop-zone"
        onDragLeave={() => setOver(false)}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDrop={drop}
        sx={zone}
        style={isOver ? { borderColor: "var(--hq-palette-primary-main)" } : {}}
      >
        <Icon name="upload" sx={{ fontSize: 40, color: "text.secondary" }} />
        <Typography variant="h4">A photo of your face</Typography>
        <Typography sx={{ color: "text.secondary" }} variant="body2">
          Choose a file, drop it here, or paste it from the clipboard.
        </Typography>
        <Button onClick={() => input.current?.click()} variant="contained">
          Choose file
        </Button>
        <input
          accept="image/*,.heic,.heif"
          aria-label="Photo file"
          hidden
          onChange={(event) => {
            void accept(event.target.files?.[0]);
            event.target.value = "";
          }}
          ref={input}
          type="file"
        />
        <Typography sx={{ color: "text.secondary", mt: 1 }} variant="body2">
          JPEG, PNG, WebP, BMP, GIF or HEIC, up to 15 MB
        </Typography>
      </Box>
      {refusal !== null && (
        <Notice kind="problem" title="That file cannot be used">
          <p>{refusal} Choose another one; nothing was sent.</p>
        </Notice>
      )}
    </Box>
  );
}

const zone = {
  minHeight: { xs: 240, md: 320 },
  display: "grid",
  justifyItems: "center",
  alignContent: "center",
  gap: 1,
  p: 3,
  textAlign: "center",
  border: "2px dashed",
  borderColor: "divider",
  bgcolor: "background.paper",
} as const;
