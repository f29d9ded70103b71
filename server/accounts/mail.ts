/** What accounts have to tell people by mail; how it gets there is not theirs to know. */
export interface AccountMail {
  sendPasswordReset(reset: {
    name: string
    email: string
    /** Sets a new password until `expiresAt`. */
    token: string
    expiresAt: Date
    locale: string
  }): Promise<void>
}
