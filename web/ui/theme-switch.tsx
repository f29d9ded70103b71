import { Monitor, Moon, Sun } from 'lucide-react'
import { useTexts } from '../i18n/texts.ts'
import { IconButton } from './button.tsx'
import { Segmented } from './segmented.tsx'
import { setTheme, type ThemeChoice, useTheme, useThemeChoice } from './theme.ts'

const options: { value: ThemeChoice; label: React.ReactNode }[] = [
  { value: 'system', label: <Monitor aria-hidden="true" className="size-4" /> },
  { value: 'dark', label: <Moon aria-hidden="true" className="size-4" /> },
  { value: 'light', label: <Sun aria-hidden="true" className="size-4" /> },
]

/** All three choices, for the foot of the page. */
export function ThemeSwitch() {
  const t = useTexts().app
  const named = options.map((option) => ({ ...option, name: t.themes[option.value] }))
  return <Segmented label={t.theme} value={useThemeChoice()} options={named} onChange={setTheme} />
}

/** The other theme in one press, for the head of the page. */
export function ThemeToggle({ className }: { className?: string }) {
  const t = useTexts().app
  const theme = useTheme()
  const other = theme === 'dark' ? 'light' : 'dark'
  return (
    <IconButton label={t.otherTheme[other]} className={className} onClick={() => setTheme(other)}>
      {theme === 'dark' ? (
        <Sun aria-hidden="true" className="size-5" />
      ) : (
        <Moon aria-hidden="true" className="size-5" />
      )}
    </IconButton>
  )
}
