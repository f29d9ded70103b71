import type { Texts } from '../catalog.ts'

export const stripe: Texts['stripe'] = {
  title: 'Zahlung',
  loading: 'Das Zahlungsformular wird geladen',
  private:
    'Ihre Angaben gehen unmittelbar an Stripe, das die Zahlung ausführt. Dieser Shop bekommt sie nie zu sehen.',
  pay: (total) => `${total} bezahlen`,
  declined: {
    title: 'Die Zahlung hat nicht geklappt',
    text: 'Ihre Plätze sind weiterhin reserviert. Versuchen Sie es noch einmal oder zahlen Sie auf anderem Weg.',
  },
  notLoaded: {
    title: 'Das Zahlungsformular konnte nicht geladen werden',
    text: 'Es kommt von Stripe. Vielleicht ist das Netz gestört, oder etwas in diesem Browser blockiert Skripte. Ihre Plätze sind weiterhin reserviert.',
  },
  again: 'Noch einmal versuchen',
  asking: 'Ihre Zahlung wird bestätigt …',
}
