/** Something a person can do. Menu, keyboard, buttons and tests all go through `perform`. */
export interface Command {
  readonly id: string;
  readonly title: string;
  /**
   * Keys that start it: `event.key` in lower case, with `mod+` (Ctrl, or Command on a Mac) or `shift+` before it. Single
   * characters are matched as typed, so `?` needs no `shift+`.
   */
  readonly keys?: readonly string[];
  /** Heading in the shortcut sheet. */
  readonly group: 'Open' | 'Questions' | 'Answer' | 'View' | 'Player' | 'Share';
  /** Whether it makes sense now; always when left out. */
  when?(): boolean;
  perform(): void;
}

const commands = new Map<string, Command>();

/** Adds commands; returns the function that takes them out again. A second command of the same id is a bug and throws. */
export function registerCommands(list: readonly Command[]): () => void {
  for (const command of list) {
    if (commands.has(command.id)) throw new Error(`command ${command.id} is registered twice`);
    commands.set(command.id, command);
  }
  return () => {
    for (const command of list) if (commands.get(command.id) === command) commands.delete(command.id);
  };
}

/** All commands in the order of their registration. */
export function allCommands(): readonly Command[] {
  return [...commands.values()];
}

/** Does a command if it makes sense now; false when it does not or is unknown. */
export function perform(id: string): boolean {
  const command = commands.get(id);
  if (!command || command.when?.() === false) return false;
  command.perform();
  return true;
}

/** What a key press is called in `Command.keys`. */
export function keyName(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey'>): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const shift = event.shiftKey && event.key.length > 1 ? 'shift+' : '';
  return `${event.ctrlKey || event.metaKey ? 'mod+' : ''}${shift}${key}`;
}

/** The command that a key press means now, if any. */
export function commandFor(key: string): Command | undefined {
  return allCommands().find((command) => command.keys?.includes(key) && command.when?.() !== false);
}
