// The page in the embedded frame: a clock instead of sound. Served by Humoresque's Spotify simulator.
(() => {
  const song = JSON.parse(document.getElementById("song").textContent);
  // Fast songs are told of more often, and wait for a busy machine, so that nobody misses their end.
  const TICK_MS = Math.max(25, 100 / song.speed);
  const LONGEST_STEP_MS = 1000;
  const button = document.getElementById("toggle");
  const bar = document.getElementById("progress");
  const note = document.getElementById("note");
  let position = 0;
  let playing = false;
  let last = 0;

  function tell(type, payload) {
    window.parent.postMessage({ type, payload }, "*");
  }

  function update() {
    bar.value = position;
    button.textContent = playing ? "Pause" : "Play";
    const data = { isPaused: !playing, isBuffering: false, duration: song.duration_ms };
    tell("playback_update", { ...data, position: Math.round(position) });
  }

  function start(from) {
    position = from;
    playing = true;
    last = performance.now();
    tell("playback_started", { playingURI: song.uri });
    update();
  }

  function pause() {
    playing = false;
    update();
  }

  function resume() {
    if (!playing) start(position >= song.duration_ms ? 0 : position);
  }

  function seek(seconds) {
    position = Math.min(song.duration_ms, Math.max(0, seconds * 1000));
    update();
  }

  function tick() {
    if (!playing) return;
    const now = performance.now();
    position += Math.min((now - last) * song.speed, LONGEST_STEP_MS);
    last = now;
    if (position >= song.duration_ms) {
      position = song.ends_at === "start" ? 0 : song.duration_ms;
      note.hidden = !song.preview;
      pause();
    } else {
      update();
    }
  }

  const commands = {
    play: resume,
    resume,
    pause,
    toggle: () => (playing ? pause() : resume()),
    restart: () => start(0),
    seek: ({ seconds }) => seek(seconds),
  };

  window.addEventListener("message", ({ source, data }) => {
    if (source === window.parent) commands[data.command]?.(data);
  });
  button.addEventListener("click", commands.toggle);
  setInterval(tick, TICK_MS);
  bar.max = song.duration_ms;
  tell("ready");
})();
