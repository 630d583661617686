import { getExportPlaylistUrl } from "@/api/generated/humoresque";
import type { ExportPlaylistFormat } from "@/api/generated/model";

interface ExportFormat {
  format: ExportPlaylistFormat;
  label: string;
  use: string;
}

export const exportFormats: readonly ExportFormat[] = [
  { format: "m3u8", label: "M3U8", use: "for music players" },
  { format: "xspf", label: "XSPF", use: "for music players, with more facts" },
  { format: "jspf", label: "JSPF", use: "XSPF as JSON, for web players" },
  { format: "csv", label: "CSV", use: "for spreadsheets" },
  { format: "json", label: "JSON", use: "with everything that is known" },
  { format: "links", label: "Links", use: "plain text, to paste anywhere" },
];

export function exportAddress(id: string, format: ExportPlaylistFormat): string {
  return getExportPlaylistUrl(id, { format });
}
