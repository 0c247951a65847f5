import type { ComponentType, ReactNode } from 'react';

/** The parts of Strapi's admin application and of its hooks' arguments that are used here. */
export interface PanelApp {
  addFields(field: { type: string; Component: ComponentType }): void;
  registerPlugin(plugin: { id: string; name: string; apis?: Record<string, unknown> }): void;
  registerHook(name: string, handler: (args: never) => unknown): void;
}

export interface ListLayout {
  readonly settings: { readonly displayName?: string };
}

export interface Header {
  readonly name: string;
  readonly attribute?: {
    readonly type: string;
    readonly columnType?: { readonly args?: readonly unknown[] };
  };
  readonly cellFormatter?: (row: Readonly<Record<string, unknown>>) => ReactNode;
}

export interface ListFilter {
  readonly name: string;
  readonly label: string | { readonly id: string; readonly defaultMessage: string };
  readonly type?: string;
  readonly input?: unknown;
  readonly options?: readonly { readonly label?: string; readonly value: string }[];
}

export interface MenuLink {
  readonly uid: string;
  readonly title: string;
}

export interface FormField {
  readonly name: string;
  readonly type: string;
  readonly hint?: ReactNode;
  readonly disabled?: boolean;
  readonly attribute: {
    readonly type: string;
    readonly minLength?: number;
    readonly maxLength?: number;
  };
}

type Rows = readonly (readonly FormField[])[];

export interface FormLayout {
  readonly layout: readonly Rows[];
  readonly components: Readonly<Record<string, { readonly layout: Rows }>>;
  readonly settings: { readonly displayName?: string };
}
