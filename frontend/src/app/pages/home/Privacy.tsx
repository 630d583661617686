import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";

const facts = [
  {
    title: "The photo is read and forgotten",
    text: "Your browser sends it to the Humoresque server that gave you this page. It is analysed there in memory and never written to disk or to a log.",
  },
  {
    title: "The list is kept, the face is not",
    text: "What is saved is the playlist (the expression, its probabilities, your wishes, the songs) and what you say of your taste. A cookie without your name ties it to this browser, and one button deletes it all.",
  },
  {
    title: "Spotify comes in when you press play or connect it",
    text: "Until then this page loads nothing from anywhere else. A connected account can be saved to and played from; logging out deletes what Spotify told. Spotify's player is Spotify's own, and its rules apply to it.",
  },
];

export function Privacy() {
  return (
    <Box
      sx={{
        display: "grid",
        gridTemplateColumns: { md: "repeat(3, 1fr)" },
        gap: { xs: 3, md: 6 },
      }}
    >
      {facts.map(({ title, text }) => (
        <Box key={title}>
          <Typography component="h3" sx={{ mb: 0.5 }} variant="h3">
            {title}
          </Typography>
          <Typography sx={{ color: "text.secondary" }}>{text}</Typography>
        </Box>
      ))}
    </Box>
  );
}
