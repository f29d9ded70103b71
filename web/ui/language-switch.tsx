import { clsx } from 'clsx'
import { ChevronDown, Languages } from 'lucide-react'
import { chooseLanguage } from '../i18n/choose-language.ts'
import { languageOf, languages, ownNames } from '../i18n/languages.ts'
import { texts, useLanguage, useTexts } from '../i18n/texts.ts'
import { useSpeaker } from './toaster.tsx'

/** The platform's own list, each language under its own name. */
export function LanguageSwitch({ className }: { className?: string }) {
  const t = useTexts()
  const language = useLanguage()
  const { toast } = useSpeaker()
  const choose = (tag: string) => {
    const chosen = languageOf(tag)
    if (chosen === null) return
    chooseLanguage(chosen).catch(() =>
      toast({ tone: 'bad', title: texts().app.languageFailed, text: texts().app.checkConnection }),
    )
  }
  return (
    <div className={clsx('relative', className)}>
      <Languages
        aria-hidden="true"
        className="pointer-events-none absolute start-4 top-1/2 size-4 -translate-y-1/2 text-ink-soft"
      />
      <select
        aria-label={t.app.language}
        value={language}
        onChange={(event) => choose(event.target.value)}
        className="min-h-12 appearance-none rounded-full border border-line bg-sunken ps-10 pe-10 text-sm font-medium text-ink transition-colors hover:border-line-strong"
      >
        {languages.map((tag) => (
          <option key={tag} value={tag} lang={tag}>
            {ownNames[tag]}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute end-4 top-1/2 size-4 -translate-y-1/2 text-ink-soft"
      />
    </div>
  )
}
