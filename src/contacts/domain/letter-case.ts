/** Whether there are capitals and no small letter; scripts without letter case are not "all capitals". */
export function isAllCapitals(text: string): boolean {
  return text === text.toUpperCase() && text !== text.toLowerCase();
}
