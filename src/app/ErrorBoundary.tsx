import { Component, type ErrorInfo, type ReactNode } from 'react';

interface State {
  readonly error: Error | null;
}

/** Catches what the page's own code throws while drawing. The store is outside of it, so "Show the page again" keeps the document. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    // For who looks into the browser's console; nothing is sent anywhere.
    reportError(new Error(`${error.message}${info.componentStack ?? ''}`, { cause: error }));
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <main className="dialog" role="alert">
        <h2>Something in the page broke.</h2>
        <p>Your picture and your questions are still here. Show the page again; if that fails, reload it.</p>
        <p>
          <code>{error.message}</code>
        </p>
        <button type="button" className="button primary" onClick={() => this.setState({ error: null })}>
          Show the page again
        </button>{' '}
        <button type="button" className="button" onClick={() => location.reload()}>
          Reload
        </button>
      </main>
    );
  }
}
