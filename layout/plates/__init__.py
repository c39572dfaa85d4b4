"""A finished PDF as pictures, plates and ink."""
