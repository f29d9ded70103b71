import { Monitor, Moon, Sun } from 'lucide-react'
import { IconButton } from './button.tsx'
import { Segmented } from './segmented.tsx'
import { setTheme, type ThemeChoice, useTheme, useThemeChoice } from './theme.ts'

const options: { value: ThemeChoice; label: React.ReactNode; name: string }[] = [
  { value: 'system', label: <Monitor aria-hidden="true" className="size-4" />, name: 'As the device has it' },
  { value: 'dark', label: <Moon aria-hidden="true" className="size-4" />, name: 'Dark' },
  { value: 'light', label: <Sun aria-hidden="true" className="size-4" />, name: 'Light' },
]

/** All three choices, for the foot of the page. */
export function ThemeSwitch() {
  return <Segmented label="Theme" value={useThemeChoice()} options={options} onChange={setTheme} />
}

/** The other theme in one press, for the head of the page. */
export function ThemeToggle({ className }: { className?: string }) {
  const theme = useTheme()
  const other = theme === 'dark' ? 'light' : 'dark'
  return (
    <IconButton label={`Switch to the ${other} theme`} className={className} onClick={() => setTheme(other)}>
      {theme === 'dark' ? (
        <Sun aria-hidden="true" className="size-5" />
      ) : (
        <Moon aria-hidden="true" className="size-5" />
      )}
    </IconButton>
  )
}
