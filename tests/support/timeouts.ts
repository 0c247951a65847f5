// Booting Strapi in a test file takes several seconds, more while both cores are busy.
jest.setTimeout(120_000);
