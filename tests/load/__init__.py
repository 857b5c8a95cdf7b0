"""Many visitors at once: a client that speaks as browsers do, journeys, measurements, faults."""
