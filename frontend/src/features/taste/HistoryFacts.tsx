import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";

import type {
  HistoryFile,
  HistoryFormat,
  HistoryReport,
  HistorySummary,
  LeftOut,
} from "@/api/generated/model";
import { Icon } from "@/components/ui/Icon";

const count = new Intl.NumberFormat("en");
const names = new Intl.ListFormat("en");
const day = new Intl.DateTimeFormat("en", { dateStyle: "medium" });

const formats: Record<HistoryFormat, string> = {
  "spotify-extended": "Spotify, extended streaming history",
  "spotify-account": "Spotify, account data",
  lastfm: "Last.fm",
  listenbrainz: "ListenBrainz",
  columns: "a table of plays",
};
const leftOutWords: Record<LeftOut, string> = {
  short: "too short",
  skipped: "skipped",
  private: "in private sessions",
  "not-music": "no music",
  "now-playing": "still playing",
  unreadable: "not readable",
  repeated: "counted already",
};

/** What the latest import found, file by file. */
export function HistoryFound({ report }: { report: HistoryReport }) {
  return (
    <Box>
      <Typography sx={{ fontWeight: 600 }}>What was found</Typography>
      <Box aria-label="Files read" component="ul" sx={list}>
        {report.files.map((file) => (
          <Box component="li" key={file.name} sx={{ display: "flex", gap: 1, py: 0.5 }}>
            <Icon
              name={file.format === null ? "info" : "check"}
              sx={{ color: file.format === null ? "text.secondary" : "success.main" }}
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

function describeFile({ format, plays, left_out }: HistoryFile): string {
  if (format === null) {
    return "holds no listening history; it was passed over.";
  }
  const left = (Object.entries(left_out) as [LeftOut, number][])
    .filter(([, entries]) => entries > 0)
    .map(([reason, entries]) => `${count.format(entries)} ${leftOutWords[reason]}`);
  const without = left.length === 0 ? "" : `; left out: ${left.join(", ")}`;
  return `${formats[format]}: ${count.format(plays)} plays${without}.`;
}

/** What is kept of the imported history. */
export function HistoryKept({ history }: { history: HistorySummary }) {
  const { plays, first, last, top_artists, imported_at } = history;
  const span =
    first === null || last === null
      ? ""
      : ` from ${day.format(new Date(first))} to ${day.format(new Date(last))}`;
  return (
    <Box data-testid="history-kept">
      <Typography>
        <strong>In use:</strong> {count.format(plays)} plays{span}. This catalog has{" "}
        {count.format(history.known_songs)} of the {count.format(history.songs)} most played songs
        and {count.format(history.known_artists)} of the {count.format(history.artists)} most played
        artists; these are kept. Imported {day.format(new Date(imported_at))}.
      </Typography>
      {top_artists.length > 0 && (
        <Typography sx={{ color: "text.secondary" }}>
          Most played of them: {names.format(top_artists)}.
        </Typography>
      )}
    </Box>
  );
}

const list = { listStyle: "none", m: 0, p: 0, typography: "body2" } as const;
