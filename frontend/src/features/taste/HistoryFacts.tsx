import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";

import type { HistoryFile, HistoryReport, HistorySummary } from "@/api/generated/model";
import { Icon } from "@/components/ui/Icon";

const count = new Intl.NumberFormat("en");
const names = new Intl.ListFormat("en");
const day = new Intl.DateTimeFormat("en", { dateStyle: "medium" });

/** What the latest import found, file by file. */
export function HistoryFound({ report }: { report: HistoryReport }) {
  return (
    <Box>
      <Typography sx={{ fontWeight: 600 }}>What was found</Typography>
      <Box aria-label="Files read" component="ul" sx={list}>
        {report.files.map((file) => (
          <Box component="li" key={file.name} sx={{ display: "flex", gap: 1, py: 0.5 }}>
            <Icon
              name={file.problem === null ? "check" : "warning"}
              sx={{ color: file.problem === null ? "success.main" : "error.main" }}
            />
            <Box sx={{ minWidth: 0 }}>
              <strong>{file.name}</strong>{" "}
              <Box component="span" sx={{ color: "text.secondary" }}>
                {describeFile(file)}
              </Box>
            </Box>
          </Box>
        ))}
      </Box>
    </Box>
  );
}

function describeFile({ format, plays, skipped, problem }: HistoryFile): string {
  if (problem !== null) {
    return problem;
  }
  const left = skipped === 0 ? "" : `, ${count.format(skipped)} entries tell of no song`;
  return `${format ?? "unknown format"}: ${count.format(plays)} plays${left}`;
}

/** What is kept of the imported history. */
export function HistoryKept({ history }: { history: HistorySummary }) {
  const { plays, artists, songs, known_artists, known_songs, top_artists, imported_at } = history;
  return (
    <Box data-testid="history-kept">
      <Typography>
        <strong>Kept:</strong> {count.format(plays)} plays of {count.format(songs)} songs by{" "}
        {count.format(artists)} artists; this catalog has {count.format(known_songs)} of the songs
        and {count.format(known_artists)} of the artists. Imported{" "}
        {day.format(new Date(imported_at))}.
      </Typography>
      {top_artists.length > 0 && (
        <Typography sx={{ color: "text.secondary" }}>
          Most played: {names.format(top_artists)}.
        </Typography>
      )}
    </Box>
  );
}

const list = { listStyle: "none", m: 0, p: 0, typography: "body2" } as const;
