/** How the page calls somebody back whose eyes are elsewhere. Nothing of it happens before they ask for it. */
export interface Bell {
  readonly isOn: boolean
  /** Call it from a click: browsers allow sound and questions only then. */
  switchOn(): Promise<void>
  ring(title: string, body: string): void
}

const NOTES_HZ = [523.25, 659.25, 783.99]
const NOTE_SECONDS = 0.9

export function createBell(): Bell {
  let audio: AudioContext | null = null
  return {
    get isOn() {
      return audio !== null
    },
    async switchOn() {
      audio = new AudioContext()
      play(audio, NOTES_HZ.slice(0, 1), 0.04)
      if ('Notification' in window && Notification.permission === 'default')
        await Notification.requestPermission()
    },
    ring(title, body) {
      if (audio === null) return
      void audio.resume()
      play(audio, NOTES_HZ, 0.12)
      if ('Notification' in window && Notification.permission === 'granted' && document.hidden) {
        const note = new Notification(title, { body, icon: '/icons/icon-192.png', tag: 'fullhouse-turn' })
        note.onclick = () => window.focus()
      }
    },
  }
}

/** A gong as in a foyer: soft, one note after the other, each fading by itself. */
function play(audio: AudioContext, notes: number[], loudness: number): void {
  notes.forEach((hz, i) => {
    const from = audio.currentTime + i * 0.35
    const tone = new OscillatorNode(audio, { type: 'sine', frequency: hz })
    const volume = new GainNode(audio, { gain: 0 })
    volume.gain.setValueAtTime(0, from)
    volume.gain.linearRampToValueAtTime(loudness, from + 0.03)
    volume.gain.exponentialRampToValueAtTime(0.0001, from + NOTE_SECONDS)
    tone.connect(volume).connect(audio.destination)
    tone.start(from)
    tone.stop(from + NOTE_SECONDS)
  })
}
